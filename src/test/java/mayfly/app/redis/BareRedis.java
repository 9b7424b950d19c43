package mayfly.app.redis;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mayfly.store.Resp;

/** A redis-server that nobody watches, started with the arguments that a test gives it: what is not embedded. */
public final class BareRedis implements AutoCloseable {
    private final Path folder;
    private final int port;
    private Process process;

    /** @param folder of its data */
    public BareRedis(Path folder, String... arguments) throws Exception {
        this.folder = Files.createDirectories(folder);
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        start(arguments);
        awaitReady();
    }

    /** Returns at once. */
    public void start(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(RedisBinary.in(folder.resolve("bin")).toString(), "--port", "" + port, "--bind", "127.0.0.1", "--dir", folder.toString(), "--save", ""));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile())).start();
    }

    public void awaitReady() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            try {
                call("PING");
                return;
            } catch (IOException e) {
                if (System.nanoTime() > deadline || !process.isAlive()) throw e;
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    public URI uri() {
        return URI.create("redis://127.0.0.1:" + port + "/0");
    }

    public int port() {
        return port;
    }

    public Object call(String... command) throws IOException {
        try (var resp = new Resp(uri(), 5000)) {
            return resp.call(command);
        }
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override public void close() throws InterruptedException {
        kill();
    }
}
