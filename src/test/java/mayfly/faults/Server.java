package mayfly.faults;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mayfly.testing.Browser;

/** {@code java -jar mayfly.war} with a home of its own, in a small heap; can be killed and started again. */
final class Server implements AutoCloseable {
    private static final String WAR = Path.of(System.getProperty("test.war", "target/mayfly.war")).toAbsolutePath().toString();
    private static Server shared;
    private final Path folder;
    private final Path home;
    private final Path java;
    private final Map<String, String> settings;
    private final int port;
    private List<String> wrapper = List.of();
    private String war = WAR;
    private Process process;

    private Server(Path folder, Path home, Path java, Map<String, String> settings) throws IOException {
        this.folder = folder;
        this.home = home;
        this.java = java;
        this.settings = settings;
        this.port = freePort();
    }

    /** Returns once it is ready. */
    static Server start(Path folder, Map<String, String> settings) throws Exception {
        return start(folder, folder.resolve("home"), Path.of(System.getProperty("java.home"), "bin", "java"), settings);
    }

    static Server start(Path folder, Path home, Path java, Map<String, String> settings) throws Exception {
        Server server = new Server(folder, home, java, settings);
        server.start();
        return server;
    }

    /** One for all tests that leave it as it was; uploads of up to 52 MB. Ends with the JVM of the tests. */
    static synchronized Server shared() throws Exception {
        if (shared == null) {
            Path folder = Files.createTempDirectory("mayfly-faults");
            shared = start(folder, Map.of("MAYFLY_UPLOAD_LIMIT", "52MB", "MAYFLY_SLOTS", "4"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                shared.close();
                deleted(folder);
            }));
        }
        return shared;
    }

    /** As {@link #start(Path, Map)}, by another program that becomes java, such as setpriv; of a copy of the WAR, which every user can read. */
    static Server under(List<String> wrapper, Path folder, Map<String, String> settings) throws Exception {
        Server server = new Server(folder, folder.resolve("home"), Path.of(System.getProperty("java.home"), "bin", "java"), settings);
        server.wrapper = wrapper;
        server.war = Files.copy(Path.of(WAR), folder.resolve("mayfly.war")).toString();
        server.start();
        return server;
    }

    void start() throws Exception {
        Files.createDirectories(folder.resolve("temp"));
        var builder = new ProcessBuilder(command());
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().putAll(environment());
        process = builder.start();
        until("it is ready", 60, () -> {
            if (!process.isAlive()) throw new AssertionError("it ended: " + Files.readString(log()));
            return answers();
        });
    }

    /** How its program is called. */
    List<String> command() {
        return Stream.concat(wrapper.stream(), Stream.of(java.toString(), "-Xmx128m", "-Djava.io.tmpdir=" + folder.resolve("temp"), "-jar", war)).toList();
    }

    Map<String, String> environment() {
        var environment = new LinkedHashMap<>(Map.of("MAYFLY_HOME", home.toString(), "MAYFLY_PORT", "" + port, "MAYFLY_DISK_FLOOR", "1MB"));
        environment.putAll(settings);
        return environment;
    }

    private boolean answers() throws InterruptedException {
        try {
            return browser().get("health/live").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    Browser browser() {
        return new Browser(URI.create("http://127.0.0.1:" + port + "/"));
    }

    /** Sends bytes as they are, closes the sending side, and returns all that comes back. */
    String raw(byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            try {
                socket.getOutputStream().write(request);
                socket.shutdownOutput();
            } catch (SocketException refused) {
                // a server that has read enough to refuse answers and hangs up while the rest is still being sent: its answer is here to be read
            }
            return answer(socket.getInputStream());
        }
    }

    /** What came before the other side hung up, in good order or not. */
    private static String answer(InputStream in) throws IOException {
        StringBuilder answer = new StringBuilder();
        byte[] part = new byte[8192];
        try {
            for (int n; (n = in.read(part)) >= 0; ) answer.append(new String(part, 0, n, StandardCharsets.ISO_8859_1));
        } catch (SocketException hungUp) {
            if (answer.isEmpty()) throw hungUp;
        }
        return answer.toString();
    }

    /** Sends a request line and headers (Host and Connection are added). */
    String raw(String lines) throws IOException {
        String head = lines.strip().replace("\n", "\r\n") + "\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n\r\n";
        return raw(head.getBytes(StandardCharsets.UTF_8));
    }

    int port() {
        return port;
    }

    Path home() {
        return home;
    }

    Path attempt(String job) {
        return home.resolve("jobs").resolve(job).resolve("1");
    }

    Path log() {
        return folder.resolve("out");
    }

    /** What went wrong on its own side, in its log. */
    String faults() throws IOException {
        return String.join("\n", Files.readString(log(), StandardCharsets.ISO_8859_1).lines().filter(l -> l.contains(" SEVERE ")).toList());
    }

    /** The worker of a job, by what its command line names; it waits for it. */
    ProcessHandle worker(String job) throws Exception {
        until("a worker of " + job, 30, () -> workers(job).findAny().isPresent());
        return workers(job).findAny().orElseThrow();
    }

    static java.util.stream.Stream<ProcessHandle> workers(String part) {
        return ProcessHandle.allProcesses().filter(p -> p.info().commandLine().filter(c -> c.contains("mayfly.worker.Main") && c.contains(part)).isPresent());
    }

    /** How it stands, as the JSON face says. */
    String status(String job) throws IOException, InterruptedException {
        return browser().get("jobs/" + job + "?f=json").body();
    }

    void await(String job, String status) throws Exception {
        try {
            until(job + " is " + status, 60, () -> status(job).contains("\"status\":\"" + status + "\""));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; it is " + status(job), e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** SIGKILL, to it alone. */
    void killAlone() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) throw new AssertionError("it does not stop");
    }

    /** SIGTERM to it, SIGKILL to the workers of this home. */
    @Override public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workers(home.toString()).forEach(ProcessHandle::destroyForcibly);
    }

    static void until(String what, int seconds, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.call()) {
            if (System.nanoTime() > deadline) throw new AssertionError("waited " + seconds + " s in vain until " + what);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    static void signal(long pid, String signal) throws IOException, InterruptedException {
        if (new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor() != 0) throw new AssertionError("kill -" + signal + " " + pid);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void deleted(Path folder) {
        File[] files = Files.isSymbolicLink(folder) ? null : folder.toFile().listFiles();
        if (files != null) for (File f : files) deleted(f.toPath());
        folder.toFile().delete();
    }
}
