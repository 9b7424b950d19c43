package mayfly.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mayfly.testing.Browser;
import mayfly.testing.Browser.Multipart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk below its floor, and one that is full to the last byte. */
class DiskIT {
    private static final String COUNT = "processes/count/execution";
    private static final String ECHO = "processes/echo/execution";
    @TempDir Path folder;

    @Test void belowItsFloorNothingIsTakenIn() throws Exception {
        try (Server server = Server.start(folder, Map.of("MAYFLY_DISK_FLOOR", "900TB"))) {
            Browser browser = server.browser();
            for (HttpResponse<String> answer : List.of(browser.json(COUNT, "{\"inputs\":{\"start\":1,\"end\":2}}"), browser.form(COUNT, "start", "1", "end", "2"),
                    browser.multipart(ECHO, new Multipart().text("text", "a").file("file", "large.bin", new byte[20_000_000])))) {
                assertEquals(507, answer.statusCode(), answer.body());
                assertTrue(answer.headers().firstValue("Retry-After").isPresent() || answer.body().contains("later"), answer.body());
            }
            assertTrue(browser.form(COUNT, "start", "17", "end", "2").body().contains("17"));
            assertEquals(503, browser.get("health/ready").statusCode());
            assertEquals(0, children(server.home().resolve("uploads")));
            assertTrue(Files.notExists(server.home().resolve("jobs")));
        }
    }

    /** What runs goes on; what is refused leaves nothing; when there is room again everything is as before. */
    @Test void fullToTheLastByte() throws Exception {
        Path disk = Files.createDirectories(folder.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=100m", "tmpfs", disk.toString()) == 0, "only root can mount a small disk");
        try (Server server = Server.start(folder, disk.resolve("home"), Path.of(System.getProperty("java.home"), "bin", "java"), Map.of("MAYFLY_DISK_FLOOR", "0", "MAYFLY_LEASE", "2s"))) {
            Browser browser = server.browser();
            String before = Browser.job(browser.form(COUNT, "start", "1", "end", "60", "pause", "0.5"));
            server.await(before, "running");
            HttpResponse<String> large = browser.multipart(ECHO, new Multipart().text("text", "a").file("file", "large.bin", new byte[99_000_000]));
            assertEquals(507, large.statusCode(), large.body());
            assertEquals(0, children(disk.resolve("home/uploads")));
            Path filler = fill(disk.resolve("filler"));
            List<String> accepted = submitUntilRefused(browser);
            assertEquals(200, browser.get("health/live").statusCode());
            Thread.sleep(3_000); // long enough that the store ends on its first write and is started again in vain
            Files.delete(filler);
            server.await(before, "successful");
            Server.until("it is ready again", 60, () -> browser.get("health/ready").statusCode() == 200);
            for (String job : accepted) Server.until(job + " has ended", 60, () -> server.status(job).matches("(?s).*\"status\":\"(successful|failed)\".*"));
            String after = Browser.job(browser.form(COUNT, "start", "1", "end", "2"));
            server.await(after, "successful");
        } finally {
            Server.until("the small disk is let go", 30, () -> run("umount", disk.toString()) == 0);
        }
    }

    /** The last page of the store's file takes a few; whatever was accepted has to come to an end. */
    private static List<String> submitUntilRefused(Browser browser) throws Exception {
        var accepted = new ArrayList<String>();
        HttpResponse<String> answer = browser.json(COUNT, "{\"inputs\":{\"start\":1,\"end\":2}}");
        for (int i = 0; i < 100 && answer.statusCode() == 201; i++) {
            accepted.add(Browser.job(answer));
            answer = browser.json(COUNT, "{\"inputs\":{\"start\":1,\"end\":2}}");
        }
        assertTrue(answer.statusCode() == 503 || answer.statusCode() == 507, answer.body());
        return accepted;
    }

    private static Path fill(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            var chunk = new byte[4096];
            while (true) out.write(chunk);
        } catch (IOException e) {
            return file;
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }

    private static int children(Path folder) {
        String[] names = folder.toFile().list();
        return names == null ? 0 : names.length;
    }
}
