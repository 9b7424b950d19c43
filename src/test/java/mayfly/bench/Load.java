package mayfly.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sends one request over and over on so many connections for a while, each connection as soon as its last answer is there. Figures: {@code ms} of every request, {@code rate}
 * in requests a second, {@code cpu} of the server in ms per request.
 *
 * @param status the answer that is expected; any other ends the run
 */
record Load(ServerUnderTest server, byte[] request, int status, int connections, Duration time) implements Frame.Variant {

    @Override
    public void turn(Frame.Sink sink) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(connections);
        var together = new CyclicBarrier(connections + 1);
        try {
            var all = new ArrayList<Future<Integer>>();
            for (int i = 0; i < connections; i++) all.add(pool.submit(connection(together, sink)));
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

    private Callable<Integer> connection(CyclicBarrier together, Frame.Sink sink) {
        return () -> {
            try (var wire = new Wire(server.port())) {
                together.await();
                long until = System.nanoTime() + time.toNanos();
                int answers = 0;
                for (long begin = System.nanoTime(); begin < until; answers++) {
                    if (wire.send(request) != status) throw new IllegalStateException(status + " was expected; found " + wire.last());
                    long end = System.nanoTime();
                    sink.add("ms", (end - begin) / 1e6);
                    begin = end;
                }
                return answers;
            }
        };
    }
}
