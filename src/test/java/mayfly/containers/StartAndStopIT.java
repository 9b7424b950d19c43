package mayfly.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code java -jar mayfly.war} says and how it ends, as the process that an operator sees. */
class StartAndStopIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    @TempDir Path folder;

    @Test void saysOnceThatItIsReadyAndEndsInOrderOnSigterm() throws Exception {
        try (Container container = Container.start(Container.Way.JAR_PATH, folder, Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temp()))) {
            assertEquals("Mayfly is ready at " + container.url(), firstLineOf(container.process()));
            assertEquals(1, Redis.count(container.home()));
            container.process().terminate();
            assertEquals(0, container.process().awaitExit(PATIENCE), container.log());
            assertEquals(1, container.process().out().lines().count(), container.log());
            assertEquals(0, Redis.running(container.home()));
            assertEquals(List.of(), children(folder.resolve("temp"), "mayfly-war"));
        }
    }

    @Test void startsAgainAfterSigkillAndCleansUpBehindIt() throws Exception {
        Map<String, String> temp = Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temp());
        try (Container killed = Container.start(Container.Way.JAR, folder, temp)) {
            killed.process().killAlone();
            killed.process().awaitExit(PATIENCE);
            try (Container next = Container.start(Container.Way.JAR, folder, temp)) {
                assertEquals(1, Redis.count(next.home()));
                assertEquals(1, children(folder.resolve("temp"), "mayfly-war").size());
                next.stop();
            }
        }
    }

    @Test void aBusyPort() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refuses(1, Map.of("MAYFLY_PORT", "" + taken.getLocalPort()), "Port " + taken.getLocalPort() + " of 127.0.0.1 is taken");
        }
    }

    @Test void aHostThatIsNotOurs() throws Exception {
        refuses(1, Map.of("MAYFLY_HOST", "192.0.2.1"), "Cannot listen on 192.0.2.1:");
    }

    @Test void aHomeThatCannotBeWritten() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        refuses(1, Map.of("MAYFLY_HOME", file + "/home"), "mayfly.home = " + file + "/home cannot be written");
    }

    @Test void aSandboxThatCannotBeHad() throws Exception {
        refuses(1, Map.of("MAYFLY_SANDBOX", "user: nobody-at-all"), "mayfly.sandbox cannot be had on this machine: user: there is no user nobody-at-all on this machine");
    }

    @Test void aRedisThatDoesNotAnswer() throws Exception {
        refuses(1, Map.of("MAYFLY_REDIS_URI", "redis://127.0.0.1:" + ServerProcess.freePort()), "No Redis answers at redis://127.0.0.1:");
    }

    @Test void badSettingsAllAtOnce() throws Exception {
        ServerProcess process = start(Map.of("MAYFLY_PORT", "many", "MAYFLY_LEASE", "long"));
        assertEquals(2, process.awaitExit(PATIENCE), process.log());
        assertEquals(List.of("mayfly.port = many (MAYFLY_PORT)", "mayfly.lease = long (MAYFLY_LEASE)"),
                process.err().lines().map(line -> line.replaceFirst(": .*", "")).toList());
    }

    private void refuses(int exitCode, Map<String, String> environment, String words) throws Exception {
        ServerProcess process = start(environment);
        assertEquals(exitCode, process.awaitExit(PATIENCE), process.log());
        List<String> said = process.err().lines().filter(line -> !line.contains(" INFO ")).toList();
        assertEquals(1, said.size(), process.log());
        assertTrue(said.get(0).startsWith(words), process.log());
        assertEquals("", process.out());
        assertEquals(0, Redis.running(folder.resolve("home")));
    }

    private ServerProcess start(Map<String, String> environment) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(Map.of("MAYFLY_HOME", folder.resolve("home").toString(), "MAYFLY_PORT", "0"));
        all.putAll(environment);
        return ServerProcess.start(folder, List.of(ServerProcess.java(), "-Xmx128m", "-Djava.io.tmpdir=" + temp(), "-jar", Container.WAR.toString()), all);
    }

    private Path temp() throws IOException {
        return Files.createDirectories(folder.resolve("temp"));
    }

    /** Printed a moment after the first answer, perhaps. */
    private static String firstLineOf(ServerProcess process) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (process.out().indexOf('\n') < 0 && System.nanoTime() < deadline) Thread.sleep(20);
        return process.out().strip();
    }

    private static List<Path> children(Path folder, String name) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().startsWith(name)).toList();
        }
    }
}
