package mayfly.bench;

/**
 * CPU of a server so far, in ms: the web application, its workers (those that have ended, and those that live), its Redis. Told in ticks of 10 ms, so that single jobs say little
 * and the mean of many says what it should.
 */
record ServerCpu(double web, double workers, double redis) {

    static ServerCpu of(ServerUnderTest server) {
        double web = Proc.cpu(server.pid());
        double redis = ProcessHandle.of(server.pid()).stream().flatMap(ProcessHandle::children).mapToLong(ProcessHandle::pid).filter(ServerCpu::isRedis).mapToDouble(Proc::cpu).sum();
        return new ServerCpu(web, Proc.treeCpu(server.pid()) - web - redis, redis);
    }

    static boolean isRedis(long pid) {
        return Proc.command(pid).stream().limit(1).anyMatch(a -> a.contains("redis-server"));
    }

    ServerCpu since(ServerCpu before) {
        return new ServerCpu(web - before.web, workers - before.workers, redis - before.redis);
    }
}
