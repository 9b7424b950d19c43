package mayfly.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One running server with the WAR in it. The folder holds all it needs and writes: base, logs, and Mayfly's home.
 */
final class Container implements AutoCloseable {
    static final Path WAR = Path.of(System.getProperty("test.war", "target/mayfly.war")).toAbsolutePath();
    private static final Path SERVERS = Path.of(System.getProperty("test.containers", "target/containers")).toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final Way way;
    private final ServerProcess process;
    private final URI url;
    private final Path folder;

    private Container(Way way, ServerProcess process, URI url, Path folder) {
        this.way = way;
        this.process = process;
        this.url = url;
        this.folder = folder;
    }

    /** The ways to deploy, by name. */
    enum Way {
        JAR("java -jar at /") {
            @Override Start prepare(Path folder, int port) {
                return standalone(port, "/");
            }
        },
        JAR_PATH("java -jar at /mayfly") {
            @Override Start prepare(Path folder, int port) {
                return standalone(port, "/mayfly");
            }
        },
        TOMCAT_10("Tomcat 10.1") {
            @Override Start prepare(Path folder, int port) throws IOException {
                return Tomcat.prepare(server("apache-tomcat-10.1"), folder, port, true);
            }
        },
        TOMCAT_10_PACKED("Tomcat 10.1, WAR not unpacked") {
            @Override Start prepare(Path folder, int port) throws IOException {
                return Tomcat.prepare(server("apache-tomcat-10.1"), folder, port, false);
            }
        },
        TOMCAT_11("Tomcat 11") {
            @Override Start prepare(Path folder, int port) throws IOException {
                return Tomcat.prepare(server("apache-tomcat-11"), folder, port, true);
            }
        },
        JETTY_EE10("Jetty 12.1, ee10") {
            @Override Start prepare(Path folder, int port) throws IOException {
                return JettyHome.prepare(server("jetty-home-12.1.8"), folder, port, "ee10");
            }

            @Override void deploy(Path folder, Path war) throws IOException {
                JettyHome.deploy(folder, war, "ee10");
            }
        },
        JETTY_EE11("Jetty 12.1, ee11") {
            @Override Start prepare(Path folder, int port) throws IOException {
                return JettyHome.prepare(server("jetty-home-12.1.12"), folder, port, "ee11");
            }

            @Override void deploy(Path folder, Path war) throws IOException {
                JettyHome.deploy(folder, war, "ee11");
            }
        };

        private final String title;

        Way(String title) {
            this.title = title;
        }

        abstract Start prepare(Path folder, int port) throws IOException;

        /** Puts a WAR where the server finds it, in the place of the one before if there is one: by one file that is whole from its first moment. */
        void deploy(Path folder, Path war) throws IOException {
            Path beside = Files.copy(war, folder.resolve("next.war"), StandardCopyOption.REPLACE_EXISTING);
            Files.move(beside, folder.resolve("webapps/mayfly.war"), StandardCopyOption.ATOMIC_MOVE);
        }

        @Override public String toString() {
            return title;
        }
    }

    /**
     * @param command     that runs the server in the foreground
     * @param environment beyond PATH and the settings
     * @param context     path that the WAR is reached at, without a slash at its end
     */
    record Start(List<String> command, Map<String, String> environment, String context) { }

    /**
     * Returns once {@code /health/live} answers.
     *
     * @param folder   an empty one
     * @param settings environment variables of Mayfly
     */
    static Container start(Way way, Path folder, Map<String, String> settings) throws IOException, InterruptedException {
        Container container = launch(way, folder, settings);
        container.awaitStatus("health/live", 200);
        return container;
    }

    /** As {@link #start}, and returns at once. */
    static Container launch(Way way, Path folder, Map<String, String> settings) throws IOException {
        return launch(way, folder, settings, WAR);
    }

    /** @param war to be deployed; only where the way has a webapps folder */
    static Container launch(Way way, Path folder, Map<String, String> settings, Path war) throws IOException {
        int port = ServerProcess.freePort();
        Start start = way.prepare(folder, port);
        if (!war.equals(WAR)) way.deploy(folder, war);
        Map<String, String> environment = new LinkedHashMap<>(start.environment());
        environment.put("MAYFLY_HOME", folder.resolve("home").toString());
        environment.put("MAYFLY_STANDBY", "1");
        environment.putAll(settings);
        ServerProcess process = ServerProcess.start(folder, start.command(), environment);
        return new Container(way, process, URI.create("http://127.0.0.1:" + port + start.context() + "/"), folder);
    }

    /** Puts another WAR in the place of the one that runs; the server notices by itself. */
    void replace(Path war) throws IOException {
        way.deploy(folder, war);
    }

    /** Waits until the path answers so; when it does not, the container ends and its log is the message. */
    void awaitStatus(String path, int status) throws IOException, InterruptedException {
        try {
            process.awaitStatus(url(path), status, PATIENCE);
        } catch (AssertionError e) {
            String log = log();
            close();
            throw new AssertionError(e.getMessage() + "\n" + log, e);
        }
    }

    /** @return where the application is, with a slash at its end */
    URI url() {
        return url;
    }

    /** @param path without a slash at its beginning */
    URI url(String path) {
        return url.resolve(path);
    }

    /** @return Mayfly's home */
    Path home() {
        return folder.resolve("home");
    }

    ServerProcess process() {
        return process;
    }

    /** SIGTERM, as an operator's tools send it; returns when the server has ended. */
    void stop() throws IOException, InterruptedException {
        process.terminate();
        process.awaitExit(PATIENCE);
    }

    /** @return what the server and the application wrote, for a failed test */
    String log() throws IOException {
        StringBuilder all = new StringBuilder(process.log());
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".log") && Files.isRegularFile(f)).toList())
                all.append("--- ").append(folder.relativize(file)).append('\n').append(Files.readString(file));
        }
        return all.toString();
    }

    @Override public void close() {
        process.kill();
    }

    /** @return the folder under target/containers whose name begins so */
    private static Path server(String name) {
        try (Stream<Path> folders = Files.list(SERVERS)) {
            return folders.filter(f -> f.getFileName().toString().startsWith(name)).max(Comparator.naturalOrder()).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Start standalone(int port, String context) {
        return new Start(List.of(ServerProcess.java(), "-Xmx128m", "-jar", WAR.toString()),
                Map.of("MAYFLY_PORT", "" + port, "MAYFLY_CONTEXT", context), context.equals("/") ? "" : context);
    }
}
