package mayfly.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Like {@link Load}, but each connection sends a request of its own, so that nothing that is remembered for one of them helps the others. Figures as there.
 *
 * @param requests one for each connection; each is answered 200
 */
record ManyLoads(ServerUnderTest server, List<byte[]> requests, Duration time) implements Frame.Variant {
    @Override
    public void turn(Frame.Sink sink) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(requests.size());
        var together = new CyclicBarrier(requests.size() + 1);
        try {
            var all = new ArrayList<Future<Integer>>();
            for (byte[] request : requests) all.add(pool.submit(connection(request, together, sink)));
            together.await();
            double cpu = Proc.cpu(server.pid());
            long begin = System.nanoTime();
            long answers = 0;
            for (Future<Integer> one : all) answers += one.get();
            sink.add("rate", answers / ((System.nanoTime() - begin) / 1e9));
            sink.add("cpu", (Proc.cpu(server.pid()) - cpu) / answers);
        } finally {
            pool.shutdownNow();
        }
    }

    private Callable<Integer> connection(byte[] request, CyclicBarrier together, Frame.Sink sink) {
        return () -> {
            try (var wire = new Wire(server.port())) {
                together.await();
                long until = System.nanoTime() + time.toNanos();
                int answers = 0;
                for (long begin = System.nanoTime(); begin < until; answers++) {
                    if (wire.send(request) != 200) throw new IllegalStateException("200 was expected; found " + wire.last());
                    long end = System.nanoTime();
                    sink.add("ms", (end - begin) / 1e6);
                    begin = end;
                }
                return answers;
            }
        };
    }
}
