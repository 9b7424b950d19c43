package mayfly.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mayfly.testing.Browser;
import mayfly.testing.RunningMayfly;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With Mayfly itself. */
class ClientIT {
    private static final Path SAMPLE = Path.of("etc/samples/weather.csv");
    @TempDir
    static Path folder;
    private static RunningMayfly server;

    @BeforeAll
    static void start() throws Exception {
        server = new RunningMayfly(folder, Map.of("MAYFLY_SLOTS", "4"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Said say(String... arguments) {
        return Said.by(server.url(""), folder.resolve("state"), arguments);
    }

    private static JsonObject json(String... arguments) {
        Said said = say(arguments);
        assertTrue(said.out().startsWith("{"), said.toString());
        return JsonParser.parseString(said.out()).getAsJsonObject();
    }

    private static String status(String job) {
        return json("status", job, "--json").get("status").getAsString();
    }

    @Test
    void aTableIsProfiledAndItsOutputsAreSaved() throws Exception {
        Path out = folder.resolve("saved");
        Said said = say("submit", "table-profile", "file=@" + SAMPLE, "--wait", "-o", out.toString());
        assertEquals(0, said.code(), said.err());
        assertTrue(Files.readString(out.resolve("histograms.svg")).contains("<svg"), said.out());
        assertTrue(Files.readAllLines(out.resolve("columns.csv")).size() > 3);
        assertTrue(JsonParser.parseString(Files.readString(out.resolve("profile.json"))).isJsonObject());
    }

    @Test
    void aLargeFileIsStreamedAsAFormSendsIt() throws Exception {
        Path large = folder.resolve("a \"large\" é.csv");
        String line = "2026-11-30,12.5,north\n";
        Files.writeString(large, "day,value,where\n" + line.repeat((40 << 20) / line.length()));
        JsonObject all = json("submit", "echo", "file=@" + large, "text=hello", "words=a", "words=b c", "whole=7", "--wait", "--json").getAsJsonObject("results").getAsJsonObject("echo");
        JsonObject echo = all.has("value") ? all.getAsJsonObject("value") : all;
        assertEquals(Files.size(large), echo.getAsJsonObject("file").get("size").getAsLong());
        assertEquals("text/csv", echo.getAsJsonObject("file").get("mediaType").getAsString());
        assertEquals("hello", echo.get("text").getAsString());
        assertEquals("[\"a\",\"b c\"]", echo.get("words").toString());
        assertEquals(7, echo.get("whole").getAsInt());
        assertEquals("a \"large\" é.csv", echo.getAsJsonObject("file").get("name").getAsString().replace("%22", "\""));
        assertEquals(5, say("submit", "echo", "file=@" + large, "whole=1.5").code());
    }

    @Test
    void whoSendsAJobFindsItAgainWithTheNextCommandAndMayDismissIt() {
        String job = say("submit", "count", "start=1", "end=1000", "pause=1").out().strip();
        String id = job.substring(job.lastIndexOf('/') + 1);
        assertTrue(say("jobs", "--process", "count").out().contains(id));
        Said dismissed = say("dismiss", id);
        assertEquals(0, dismissed.code(), dismissed.err());
        assertEquals(4, say("status", job, "--wait").code());
        assertEquals(5, Said.by(server.url(""), folder.resolve("somebody-else"), "dismiss", job).code(), "nobody else may");
    }

    @Test
    void whatIsSentAgainAfterItWasCutOffIsOneJob() throws Exception {
        try (var proxy = new CuttingProxy(server.url(""), 2)) {
            Said said = Said.by(proxy.url(), folder.resolve("cut"), "submit", "count", "start=1", "end=2");
            assertEquals(0, said.code(), said.err());
            assertEquals(3, proxy.posts.get());
            assertEquals(1, JsonParser.parseString(Said.by(proxy.url(), folder.resolve("cut"), "jobs", "--json").out()).getAsJsonArray().size());
        }
    }

    private static Said with(String token, String... arguments) {
        return Said.by(Map.of("MAYFLY_SERVER", server.url(""), "MAYFLY_TOKEN", token, "XDG_STATE_HOME", folder.resolve("state").toString()), 0, "", arguments);
    }

    @Test
    void aTokenActsAsItsOwnerWithinItsScopes() throws Exception {
        var browser = new Browser(URI.create(server.url("/")));
        Matcher form = Pattern.compile("name=\"token\" value=\"([^\"]+)\"").matcher(browser.get("tokens", "Accept", "text/html").body());
        assertTrue(form.find());
        Matcher made = Pattern.compile(">(mf_[\\w-]{43})<").matcher(browser.form("tokens", "token", form.group(1), "name", "cron", "scope", "read", "scope", "submit", "life", "7").body());
        assertTrue(made.find());
        String token = made.group(1);
        String job = with(token, "submit", "count", "start=1", "end=1000", "pause=1").out().strip();
        assertTrue(with(token, "jobs").out().contains(job.substring(job.lastIndexOf('/') + 1)));
        assertFalse(say("jobs", "--limit", "100").out().contains(job.substring(job.lastIndexOf('/') + 1)), "who has the cookie is somebody else");
        Said refused = with(token, "dismiss", job);
        assertEquals(5, refused.code(), refused.out());
        assertTrue(refused.err().contains("(403)"), refused.err());
        Said unknown = with("mf_" + "x".repeat(43), "jobs");
        assertEquals(5, unknown.code(), unknown.out());
        assertTrue(unknown.err().contains("(401)") && unknown.err().contains("MAYFLY_TOKEN"), unknown.err());
    }

    @Test
    void faultsOfInputsAreSaidByName() {
        Said said = say("submit", "count", "start=1", "end:=\"far\"");
        assertEquals(5, said.code());
        assertTrue(said.err().contains("\n  end: "), said.err());
        Said late = say("submit", "count", "start=1", "end=5", "increment=0", "--wait");
        assertEquals(1, late.code());
        assertTrue(late.err().contains("Increment is 0"), late.err());
    }

    private static Process command(String... arguments) throws Exception {
        // Who starts the tests in the background may have them ignore Ctrl-C, and so would a client that inherits it.
        var command = new ArrayList<>(List.of("env", "--default-signal=INT", Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), "mayfly.client.Main"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Map.of("MAYFLY_SERVER", server.url(""), "XDG_STATE_HOME", folder.resolve("state").toString()));
        return builder.start();
    }

    /** Interrupts a command that waits for a job, as Ctrl-C does. @return what it said */
    private static String interrupted(String label, String... arguments) throws Exception {
        Process waiting = command(arguments);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (job(label).isEmpty() || !status(job(label)).equals("running")) {
            if (System.nanoTime() > end) throw new AssertionError("the job does not run");
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertEquals(0, new ProcessBuilder("kill", "-INT", Long.toString(waiting.pid())).start().waitFor());
        if (!waiting.waitFor(60, TimeUnit.SECONDS)) {
            waiting.destroyForcibly();
            throw new AssertionError("it does not end");
        }
        String said = new String(waiting.getInputStream().readAllBytes());
        assertEquals(130, waiting.exitValue(), said);
        return said;
    }

    /** The job that counts from that number; empty when there is none. */
    private static String job(String from) {
        for (var job : JsonParser.parseString(say("jobs", "--json", "--process", "count", "--limit", "100").out()).getAsJsonArray()) {
            if (Json.text(job, "message").equals("Counting: " + from)) return Json.text(job, "jobID");
        }
        return "";
    }

    @Test
    void afterCtrlCTheJobGoesOnUnlessItIsToBeDismissed() throws Exception {
        String said = interrupted("7001", "submit", "count", "start=7001", "end=9000", "pause=600", "--wait");
        String job = job("7001");
        assertTrue(said.contains("The job goes on: mayfly status " + server.url("/jobs/" + job)), said);
        assertEquals("running", status(job));
        assertEquals(0, say("dismiss", job).code());
        said = interrupted("7002", "submit", "count", "start=7002", "end=9000", "pause=600", "--wait", "--dismiss-on-interrupt");
        assertTrue(said.contains("The job was dismissed."), said);
        assertEquals("", job("7002"));
    }

    @Test
    void theScriptFindsEverythingItself() throws Exception {
        Process script = new ProcessBuilder("scripts/mayfly", "--server", server.url(""), "processes").redirectErrorStream(true).start();
        String said = new String(script.getInputStream().readAllBytes());
        assertEquals(0, script.waitFor(), said);
        assertTrue(said.contains("count                   Count\n"), said);
    }
}
