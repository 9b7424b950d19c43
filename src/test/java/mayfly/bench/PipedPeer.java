package mayfly.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A peer whose client is told on its standard input to submit, and says when it began; see client.py. */
final class PipedPeer implements Peer {
    private static final long PATIENCE = 120;
    private final String name;
    private final Process client;
    private final BufferedReader said;
    private final List<Process> processes;
    private int sent;

    PipedPeer(String name, Process client, List<Process> processes) {
        this.name = name;
        this.client = client;
        this.said = client.inputReader();
        this.processes = List.copyOf(processes);
    }

    @Override
    public Sent submit(int count, double pause) throws IOException {
        String prefix = name.replaceAll("\\W+", "-") + "-" + sent++;
        client.getOutputStream().write((prefix + " " + count + " " + pause + "\n").getBytes());
        client.getOutputStream().flush();
        return new Sent(begin(), IntStream.range(0, count).mapToObj(i -> prefix + "-" + i).toList());
    }

    /** A client may end, or hang; a library may have something to say before the first time is told. */
    private long begin() throws IOException {
        var told = CompletableFuture.supplyAsync(() -> said.lines().filter(line -> line.matches("\\d+")).findFirst());
        try {
            return Long.parseLong(told.get(PATIENCE, TimeUnit.SECONDS).orElseThrow());
        } catch (Exception e) {
            throw new IOException(name + " does not say that it submitted; see its log in target/bench", e);
        }
    }

    @Override
    public List<Process> processes() {
        return processes;
    }
}
