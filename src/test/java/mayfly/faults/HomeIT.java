package mayfly.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mayfly.testing.Browser;
import mayfly.testing.Browser.Multipart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A home whose disk has no names left (inodes), or that cannot be written any more: refused in words, and mended without a restart. */
class HomeIT {
    private static final String COUNT = "processes/count/execution";
    private static final String ECHO = "processes/echo/execution";
    private static final Map<String, String> SETTINGS = Map.of("MAYFLY_DISK_FLOOR", "0", "MAYFLY_LEASE", "2s", "MAYFLY_SLOTS", "1");
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    @TempDir Path folder;

    private static boolean made(Path runtime) throws IOException {
        try (Stream<Path> files = Files.walk(runtime, 2)) {
            List<String> names = files.map(f -> f.getFileName().toString()).toList();
            return names.stream().anyMatch(n -> n.matches("worker-.*[.](jsa|aot)")) && names.stream().noneMatch(n -> n.startsWith(".training-"));
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    @Test void noNamesAreLeft() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), "size=200m,nr_inodes=3000"); Server server = Server.start(folder, disk.path().resolve("home"), JAVA, SETTINGS)) {
            Browser browser = server.browser();
            // What is made for the archive of classes is deleted afterwards, and would give names back in the middle of the test.
            Server.until("the archive is made", 120, () -> made(server.home().resolve("runtime")));
            String running = Browser.job(browser.form(COUNT, "start", "1", "end", "8", "pause", "0.5"));
            server.await(running, "running");
            List<Path> names = disk.useUpNames();
            HttpResponse<String> upload = browser.multipart(ECHO, new Multipart().text("text", "a").file("file", "a.bin", new byte[200_000]));
            assertEquals(507, upload.statusCode(), upload.body());
            assertTrue(upload.body().contains("full"), upload.body());
            String accepted = Browser.job(browser.json(COUNT, "{\"inputs\":{\"start\":1,\"end\":2}}"));
            assertEquals(200, browser.get("health/live").statusCode());
            for (Path name : names) Files.delete(name);
            server.await(running, "successful");
            Server.until(accepted + " has ended", 60, () -> server.status(accepted).matches("(?s).*\"status\":\"(successful|failed)\".*"));
            assertEquals(0, children(server.home().resolve("uploads")));
            server.await(Browser.job(browser.form(COUNT, "start", "1", "end", "2")), "successful");
        }
    }

    @Test void itBecomesReadOnly() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), "size=200m"); Server server = Server.start(folder, disk.path().resolve("home"), JAVA, SETTINGS)) {
            Browser browser = server.browser();
            String running = Browser.job(browser.form(COUNT, "start", "1", "end", "30", "pause", "0.5"));
            server.await(running, "running");
            disk.readOnly(true);
            try {
                assertEquals(503, browser.get("health/ready").statusCode());
                for (HttpResponse<String> answer : List.of(browser.multipart(ECHO, new Multipart().text("text", "a").file("file", "a.bin", new byte[200_000])),
                        browser.form(COUNT, "start", "1", "end", "2"), browser.json(COUNT, "{\"inputs\":{\"start\":1,\"end\":2}}"))) {
                    assertEquals(503, answer.statusCode(), answer.body());
                    assertTrue(answer.body().contains("cannot be written"), answer.body());
                    assertTrue(answer.headers().firstValue("Retry-After").isPresent());
                }
                assertEquals(200, browser.get("jobs/" + running).statusCode());
            } finally {
                disk.readOnly(false);
            }
            server.await(running, "successful");
            server.await(Browser.job(browser.form(COUNT, "start", "1", "end", "2")), "successful");
        }
    }

    private static int children(Path folder) {
        String[] names = folder.toFile().list();
        return names == null ? 0 : names.length;
    }
}
