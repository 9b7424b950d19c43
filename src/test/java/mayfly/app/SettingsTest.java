package mayfly.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import mayfly.catalog.Sandbox;
import mayfly.queue.outbound.Outbound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @TempDir Path folder;

    @Test void theFileListsExactlyTheSettingsThatTheCodeReads() {
        SettingSources sources = SettingSources.defaults();
        SettingReader reader = new SettingReader(sources);
        Settings.of(reader);
        assertEquals(sources.names(), reader.asked());
    }

    @Test void theDefaults() {
        Settings s = Settings.with(Map.of());
        int processors = Runtime.getRuntime().availableProcessors();
        assertEquals(new Settings.Http("127.0.0.1", 8080, "/", "", List.of()), s.http());
        assertEquals(Path.of(System.getProperty("user.home"), ".mayfly"), s.home());
        assertEquals("", s.hostName());
        assertNull(s.redisUri());
        assertEquals(new Settings.Work(processors, processors, 10_000, 1000, 0, Duration.ofSeconds(10), Duration.ofMinutes(1), "auto", Sandbox.NONE), s.work());
        assertEquals(new Settings.Disk(Duration.ofDays(7), Duration.ofDays(90), 2_000_000_000L, Duration.ofHours(1), 1_000_000_000L), s.disk());
        assertEquals(Outbound.NOWHERE, s.outbound());
        assertEquals(List.of(), s.processes());
    }

    @Test void laterSourcesWin() throws IOException {
        Path config = Files.writeString(folder.resolve("own.properties"), "mayfly.port = 1\nmayfly.queue.length = 2\nmayfly.queue.owner = 3\n");
        Properties system = new Properties();
        system.setProperty("mayfly.queue.owner", "5");
        Settings s = read(Map.of("MAYFLY_CONFIG", config.toString(), "MAYFLY_QUEUE_LENGTH", "4", "MAYFLY_QUEUE_OWNER", "4"), system);
        assertEquals(List.of(1, 4, 5), List.of(s.http().port(), s.work().queueLength(), s.work().queuePerOwner()));
    }

    @Test void everyFaultIsNamedAtOnce() {
        SettingsRefused refused = assertThrows(SettingsRefused.class,
                () -> Settings.with(Map.of("mayfly.port", "80a", "mayfly.lease", "1 h", "mayfly.disk.floor", "much", "mayfly.prot", "1")));
        List<String> lines = refused.getMessage().lines().sorted().toList();
        assertEquals("mayfly.disk.floor = much (given): write a number of bytes with a unit such as 500 kB, 64 MiB or 2 GB", lines.get(0));
        assertEquals("mayfly.lease = 1 h (given): write a duration from 1 s to 10 min", lines.get(1));
        assertEquals("mayfly.port = 80a (given): write a whole number from 0 to 65535", lines.get(2));
        assertTrue(lines.get(3).startsWith("mayfly.prot (given): there is no such setting; there are mayfly.base.url, "), lines.get(3));
        assertEquals(4, lines.size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"mayfly.port;65536", "mayfly.port;-1", "mayfly.context;mayfly", "mayfly.context;/mayfly/", "mayfly.context;/../x y",
        "mayfly.base.url;ftp://x", "mayfly.base.url;http://x/", "mayfly.host;a b", "mayfly.redis.uri;localhost:6379", "mayfly.redis.uri;http://localhost",
        "mayfly.redis.uri;redis://h/x", "mayfly.slots;-1", "mayfly.queue.length;0", "mayfly.lease;500 ms", "mayfly.cgroup;yes", "mayfly.sandbox;strict", "mayfly.sandbox;network: off", "mayfly.sandbox;user: nobody}, x: {a: b", "mayfly.retention;0", "mayfly.retention.most;for ever", "mayfly.retention;7 weeks",
        "mayfly.upload.limit;0", "mayfly.fetch.hosts;*", "mayfly.fetch.hosts;a.org, http://b.org", "mayfly.fetch.hosts;a.org:0", "mayfly.fetch.time;0", "mayfly.outbound.private;yes", "mayfly.operator.password;short",
        "mayfly.cors.origins;example.org", "mayfly.cors.origins;https://example.org/", "mayfly.login.header;X Remote", "mayfly.login.proxies;localhost", "mayfly.login.proxies;::1 10.0.0.256"})
    void refused(String name, String value) {
        String message = assertThrows(SettingsRefused.class, () -> Settings.with(Map.of(name, value))).getMessage();
        assertTrue(message.startsWith(name + " = "), message);
    }

    @Test void aLoginHeaderIsBelievedFromNamedProxiesAlone() {
        String message = assertThrows(SettingsRefused.class, () -> Settings.with(Map.of("mayfly.login.header", "X-Remote-User"))).getMessage();
        assertTrue(message.startsWith("mayfly.login.proxies = "), message);
        assertEquals(new Settings.Login("X-Remote-User", List.of("127.0.0.1", "::1")), Settings.with(Map.of("mayfly.login.header", "X-Remote-User", "mayfly.login.proxies", "127.0.0.1, ::1")).login());
        assertEquals(new Settings.Login("", List.of()), Settings.with(Map.of()).login());
    }

    @Test void secretsAreNotRepeated() {
        String message = assertThrows(SettingsRefused.class, () -> Settings.with(
                Map.of("mayfly.operator.password", "hush", "mayfly.redis.uri", "http://u:hush@h"))).getMessage();
        assertFalse(message.contains("hush"), message);
        Settings good = Settings.with(Map.of("mayfly.operator.password", "hushhush", "mayfly.redis.uri", "redis://u:hush@h"));
        assertFalse(good.toString().contains("hush"), good.toString());
    }

    @Test void unknownNamesElsewhereAreWarnings() {
        Properties system = new Properties();
        system.setProperty("mayfly.speed", "11");
        Settings s = read(Map.of("MAYFLY_PROT", "1", "PATH", "/bin"), system);
        assertEquals(List.of("MAYFLY_PROT: there is no such setting; it has no effect", "-Dmayfly.speed: there is no such setting; it has no effect"),
                s.warnings());
    }

    @Test void anUnreadableFileIsAFault() {
        Path missing = folder.resolve("missing");
        String message = assertThrows(SettingsRefused.class, () -> read(Map.of("MAYFLY_CONFIG", missing.toString()), new Properties())).getMessage();
        assertTrue(message.startsWith("MAYFLY_CONFIG = " + missing + ": cannot be read"), message);
    }

    @Test void emptyMeansTheDefault() {
        assertEquals(8080, read(Map.of("MAYFLY_PORT", ""), new Properties()).http().port());
    }

    @Test void slotsOfOneOwnerAreAtMostAllSlots() {
        assertEquals(2, Settings.with(Map.of("mayfly.slots", "2", "mayfly.slots.owner", "5")).work().slotsPerOwner());
        assertEquals(1, Settings.with(Map.of("mayfly.slots", "2", "mayfly.slots.owner", "1")).work().slotsPerOwner());
    }

    @Test void foldersAreAbsoluteAndKnowTheHome() {
        Settings s = Settings.with(Map.of("mayfly.processes", "~/a" + java.io.File.pathSeparator + "b"));
        assertEquals(List.of(Path.of(System.getProperty("user.home"), "a"), Path.of("b").toAbsolutePath()), s.processes());
    }

    private static Settings read(Map<String, String> environment, Properties system) {
        return Settings.of(new SettingReader(SettingSources.read(environment, system)));
    }
}
