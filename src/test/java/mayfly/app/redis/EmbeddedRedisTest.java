package mayfly.app.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real server and, where a whole process must die, a real child JVM ({@link KeepRedis}). */
class EmbeddedRedisTest {
    @TempDir Path home;
    private final List<EmbeddedRedis> started = new ArrayList<>();
    private final List<Process> children = new ArrayList<>();

    @AfterEach void end() throws InterruptedException {
        started.forEach(EmbeddedRedis::stop);
        for (Process child : children) child.destroyForcibly().waitFor();
        redisProcess().forEach(ProcessHandle::destroyForcibly);
    }

    @Test void keepsItsPortItsPasswordAndItsDataFromOneStartToTheNext() throws Exception {
        EmbeddedRedis first = start();
        URI uri = first.uri();
        write(uri);
        first.stop();
        assertTrue(redisProcess().isEmpty());
        assertEquals(uri, start().uri());
        assertTrue(kept(uri));
    }

    @Test void itsSecretIsOnNoCommandLineAndInNoFileOfOthers() throws Exception {
        EmbeddedRedis redis = start();
        String password = redis.uri().getUserInfo().split(":")[1];
        ProcessHandle process = redisProcess().get(0);
        assertFalse(Files.readString(Path.of("/proc", "" + process.pid(), "cmdline")).contains(password));
        assertFalse(Files.readString(Path.of("/proc", "" + process.pid(), "environ")).contains(password));
        try (Stream<Path> files = Files.walk(home.resolve("redis"))) {
            for (Path file : files.filter(Files::isRegularFile).filter(f -> contains(f, password)).toList())
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), file.toString());
        }
    }

    @Test void aKilledRedisIsStartedAgainWithEverythingAnswered() throws Exception {
        URI uri = start().uri();
        write(uri);
        ProcessHandle killed = redisProcess().get(0);
        killed.destroyForcibly();
        await(() -> redisProcess().stream().anyMatch(p -> p.pid() != killed.pid()) && kept(uri));
    }

    /** As on a full disk, where its number cannot be written down. */
    @Test void whatCannotBeStartedAgainIsTriedUntilItCan() throws Exception {
        URI uri = start().uri();
        write(uri);
        Path pid = home.resolve("redis/pid");
        Files.delete(pid);
        Files.createDirectories(pid.resolve("in-the-way"));
        redisProcess().get(0).destroyForcibly();
        Thread.sleep(1500);
        assertFalse(answers(uri));
        Files.delete(pid.resolve("in-the-way"));
        Files.delete(pid);
        await(() -> answers(uri) && kept(uri));
        assertEquals(1, redisProcess().size());
    }

    @Test void aKilledMayflyTakesItsRedisAlongOrTheNextOneEndsIt() throws Exception {
        Process child = child();
        URI uri = URI.create(child.inputReader().readLine());
        write(uri);
        long orphan = redisProcess().get(0).pid();
        child.destroyForcibly().waitFor();
        assertEquals(uri, start().uri());
        assertTrue(kept(uri));
        assertNotEquals(orphan, redisProcess().get(0).pid());
    }

    @Test void anOrphanThatNothingEndedIsEndedAndReplaced() throws Exception {
        EmbeddedRedis before = start();
        URI uri = before.uri();
        before.stop();
        Process orphan = orphan(uri);
        write(uri);
        Files.deleteIfExists(home.resolve("redis/pid"));
        assertEquals(uri, start().uri());
        assertTrue(kept(uri));
        assertTrue(orphan.waitFor(10, TimeUnit.SECONDS));
    }

    @Test void twoOnOneHomeShareOneServerAndTheSecondTakesOver() throws Exception {
        EmbeddedRedis first = start();
        EmbeddedRedis second = start();
        assertEquals(first.uri(), second.uri());
        assertEquals(1, redisProcess().size());
        write(first.uri());
        first.stop();
        await(() -> kept(second.uri()));
        second.stop();
        assertTrue(redisProcess().isEmpty());
    }

    @Test void anotherJvmOnTheSameHomeSharesItToo() throws Exception {
        Process child = child();
        URI uri = URI.create(child.inputReader().readLine());
        write(uri);
        EmbeddedRedis second = start();
        assertEquals(uri, second.uri());
        child.destroyForcibly().waitFor();
        await(() -> kept(uri) && !redisProcess().isEmpty());
    }

    @Test void anUnreadableEndOfTheDataIsCutOffAndKept() throws Exception {
        EmbeddedRedis first = start();
        write(first.uri());
        first.stop();
        Files.writeString(home.resolve("redis/data/appendonlydir/appendonly.aof.1.incr.aof"), "garbage\r\n", StandardOpenOption.APPEND);
        assertTrue(kept(start().uri()));
        assertTrue(Files.exists(home.resolve("redis/data-damaged-7/appendonlydir/appendonly.aof.1.incr.aof")));
    }

    @Test void aPortThatAStrangerTookIsLeftToIt() throws Exception {
        EmbeddedRedis first = start();
        URI uri = first.uri();
        write(uri);
        first.stop();
        try (ServerSocket stranger = new ServerSocket()) {
            stranger.setReuseAddress(true);
            stranger.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), uri.getPort()));
            EmbeddedRedis second = start();
            assertNotEquals(uri.getPort(), second.uri().getPort());
            assertTrue(kept(second.uri()));
        }
    }

    @Test void aFolderThatCannotBeMadeIsOneLine() throws Exception {
        Path file = Files.writeString(home.resolve("file"), "");
        RedisUnavailable e = assertThrows(RedisUnavailable.class, () -> EmbeddedRedis.start(file, InstantSource.system()));
        assertTrue(e.getMessage().startsWith("The embedded Redis does not start: ") && e.getMessage().lines().count() == 1, e.getMessage());
    }

    @Test void whatRedisSaysIsPassedOn() throws Exception {
        EmbeddedRedis first = start();
        first.stop();
        Files.writeString(home.resolve("redis/data/appendonlydir/appendonly.aof.manifest"), "nonsense\n");
        RedisUnavailable e = assertThrows(RedisUnavailable.class, this::start);
        assertTrue(e.getMessage().contains("redis.log") && e.getMessage().lines().count() == 1, e.getMessage());
        assertTrue(redisProcess().isEmpty());
    }

    private EmbeddedRedis start() {
        EmbeddedRedis redis = EmbeddedRedis.start(home, () -> Instant.ofEpochMilli(7));
        started.add(redis);
        return redis;
    }

    private Process child() throws IOException {
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), KeepRedis.class.getName(), home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        children.add(child);
        return child;
    }

    /** A server on the same folder that no keeper ends with itself. */
    private Process orphan(URI uri) throws Exception {
        Path data = home.resolve("redis/data");
        Path binary = RedisBinary.in(home.resolve("redis/bin"));
        Process orphan = new ProcessBuilder(binary.toString(), "--port", "" + uri.getPort(), "--requirepass", uri.getUserInfo().split(":")[1],
                "--dir", data.toString(), "--appendonly", "yes", "--appendfsync", "always").redirectErrorStream(true)
                .redirectOutput(home.resolve("orphan.log").toFile()).start();
        children.add(orphan);
        await(() -> RedisProbe.ask(uri, Duration.ofSeconds(1), "PING").equals("+PONG"));
        return orphan;
    }

    private List<ProcessHandle> redisProcess() {
        String bin = home.resolve("redis/bin").toString();
        return ProcessHandle.allProcesses().filter(p -> p.info().command().filter(c -> c.startsWith(bin)).isPresent()).toList();
    }

    private static void write(URI uri) throws IOException {
        assertEquals("+OK", RedisProbe.ask(uri, Duration.ofSeconds(1), "SET", "key", "value"));
    }

    private static boolean answers(URI uri) {
        try {
            return RedisProbe.ask(uri, Duration.ofSeconds(1), "PING").equals("+PONG");
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean kept(URI uri) throws IOException {
        return RedisProbe.ask(uri, Duration.ofSeconds(1), "EXISTS", "key").equals(":1");
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (true) {
            try {
                if (condition.call()) return;
            } catch (IOException | RuntimeException e) {
                if (System.nanoTime() > deadline) throw e;
            }
            assertTrue(System.nanoTime() < deadline, "not within 10 s");
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
