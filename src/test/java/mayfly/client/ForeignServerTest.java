package mayfly.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a server that nobody here would have written like this. */
class ForeignServerTest {
    @TempDir
    Path folder;
    private ForeignServer server;
    private ForeignServer other;

    @BeforeEach
    void start() throws IOException {
        server = new ForeignServer();
        other = new ForeignServer();
        server.elsewhere = other.url() + "/files/map.png";
    }

    @AfterEach
    void stop() {
        server.close();
        other.close();
    }

    private Said say(String... arguments) {
        return Said.by(server.url() + "/", folder, arguments);
    }

    private Said say(int columns, String in, String... arguments) {
        return Said.by(Map.of("MAYFLY_SERVER", server.url(), "MAYFLY_TOKEN", "mf_secret", "XDG_STATE_HOME", folder.toString()), columns, in, arguments);
    }

    @Test
    void inputsAreSentAsTheirDescriptionAsksForThem() throws IOException {
        Path table = Files.writeString(folder.resolve("x.csv"), "a,b\n");
        Said said = say("submit", "buffer", "distance=2.50", "ring=1", "ring=2", "shape={\"a\": 1}", "note=7", "quick=yes", "table=@" + table);
        assertEquals(0, said.code(), said.err());
        assertEquals(server.url() + "/jobs/good\n", said.out());
        assertEquals("{\"inputs\":{\"distance\":2.50,\"ring\":[1,2],\"shape\":{\"a\":1},\"note\":\"7\",\"quick\":true,\"table\":{\"value\":\"YSxiCg==\",\"mediaType\":\"text/csv\",\"encoding\":\"base64\"}},\"response\":\"document\"}",
                server.executed.get(0));
        say(0, "from there", "submit", "buffer", "note=@-", "ring:=[3]", "--", "distance=-0.5");
        assertEquals("{\"inputs\":{\"note\":\"from there\",\"ring\":[3],\"distance\":-0.5},\"response\":\"document\"}", server.executed.get(1));
    }

    @Test
    void whatIsWrongAtFirstSightIsNotSent() throws IOException {
        for (String wrong : List.of("distance=far", "ring", "=1", "colour=red", "quick=perhaps", "shape:={", "table=@/no/such/file")) {
            Said said = say("submit", "buffer", wrong);
            assertEquals(2, said.code(), wrong + said.err());
            assertTrue(said.err().contains(wrong.split("[:=]")[0]), said.err());
        }
        assertEquals(2, say("submit", "buffer", "distance=1", "--wait", "-o", Files.writeString(folder.resolve("file"), "").toString()).code());
        assertEquals(List.of(), server.executed);
        for (String[] wrong : new String[][] {{}, {"fly"}, {"submit"}, {"status"}, {"status", "a", "b"}, {"jobs", "--limit", "0"}, {"jobs", "--limit"}, {"jobs", "--loud"}, {"--server", "ftp://x", "jobs"}}) {
            assertEquals(2, say(wrong).code(), String.join(" ", wrong));
        }
    }

    @Test
    void waitsForTheEndAndTellsItByTheExitCode() {
        assertEquals(0, say("submit", "buffer", "distance=1", "--wait").code());
        server.executed.clear();
        Said failed = say("submit", "buffer", "distance=-1", "--wait");
        assertEquals(1, failed.code());
        assertTrue(failed.err().contains("The job failed: it has") && !failed.err().contains("\u001b"), failed.err());
        server.executed.clear();
        assertEquals(4, say("submit", "buffer", "distance=0", "--wait").code());
        assertEquals(1, say("status", "bad").code());
        assertEquals(4, say("status", server.url() + "/jobs/gone").code());
        assertEquals(0, say("dismiss", "good").code());
    }

    @Test
    void aServerThatIsBusyIsWaitedFor() {
        server.busy.set(3);
        Said said = say("submit", "buffer", "distance=1", "--wait");
        assertEquals(0, said.code(), said.err());
        assertEquals("running\nsuccessful\n", said.err());
    }

    @Test
    void aTerminalShowsABarAndNothingElseDoes() {
        Said said = say(40, "", "submit", "buffer", "distance=1", "--wait");
        assertTrue(said.err().startsWith("\r\u001b[Krunning") && said.err().endsWith("\r\u001b[Ksuccessful\n"), said.err());
        assertFalse(said.out().contains("\u001b"));
        var drawn = new ByteArrayOutputStream();
        new Bar(new Terminal(null, null, new PrintStream(drawn, true, StandardCharsets.UTF_8), 60)).show(JsonParser.parseString("{\"status\": \"running\", \"progress\": 50, \"message\": \"a\\n\\u001b[2Jb\"}"));
        assertEquals("\r\u001b[K[###############---------------] 50 % a  [2Jb", drawn.toString(StandardCharsets.UTF_8));
    }

    @Test
    void theResultsOfOneThatAnswersAtOnceAreTakenAsTheyCome() throws IOException {
        Said said = say("submit", "upper", "text=hello");
        assertEquals("HELLO, AND NO null", said.out());
        assertEquals(0, say("submit", "upper", "text=hello", "-o", folder.resolve("out").toString()).code());
        assertEquals("HELLO, AND NO null", Files.readString(folder.resolve("out/result.txt")));
    }

    @Test
    void outputsAreSavedInTheFolderAndNowhereElseAndNoTokenGoesElsewhere() throws IOException {
        Path out = folder.resolve("deep/out");
        Said said = say(0, "", "submit", "buffer", "distance=1", "--wait", "-o", out.toString());
        assertEquals(0, said.code(), said.err());
        try (Stream<Path> files = Files.list(out)) {
            assertEquals(Set.of("area.json", "map.png", "text.txt", "__.._evil.geojson", "far.png"), files.map(f -> f.getFileName().toString()).collect(Collectors.toSet()));
        }
        assertEquals("12.5\n", Files.readString(out.resolve("area.json")));
        assertEquals("hello", Files.readString(out.resolve("text.txt")));
        assertEquals("PNG", Files.readString(out.resolve("map.png")));
        assertEquals("{\"a\":[1]}", Files.readString(out.resolve("__.._evil.geojson")));
        assertEquals(5, said.out().lines().count());
        assertTrue(server.asked.stream().allMatch(a -> a.endsWith(": Bearer mf_secret")), server.asked.toString());
        assertEquals(List.of("GET /files/map.png: null"), other.asked);
        say(0, "", "status", server.url() + "/moved");
        assertEquals("GET /files/map.png: null", other.asked.get(1), "nor by a redirection");
    }

    @Test
    void listsGoOnToTheLastPageAndAreHarmless() {
        assertEquals("buffer                  Buf [31mfer\nupper\n", say("processes").out());
        assertEquals(2, ((JsonArray) JsonParser.parseString(say("processes", "--json").out())).size());
        assertTrue(say("processes", "buffer").out().contains("ring                     (integer, several)"), say("processes", "buffer").out());
        Said said = say("jobs");
        assertEquals(5, said.code());
        assertFalse(said.err().contains("\u001b"), said.err());
    }

    @Test
    void whoCannotBeReachedIsSaidSo() {
        String gone = server.url();
        server.close();
        Said said = Said.by(gone, folder, "jobs");
        assertEquals(3, said.code());
        assertTrue(said.err().contains("nobody listens there"), said.err());
    }

    @Test
    void aRequestThatWasCutOffIsSentAgainOnlyWhereItsKeyIsKnown() {
        server.cuts.set(1);
        Said said = say("submit", "buffer", "distance=1");
        assertEquals(3, said.code());
        assertTrue(said.err().contains("may have taken the job"), said.err());
        assertEquals(1, server.executed.size());
        server.knowsKeys = true;
        server.cuts.set(2);
        assertEquals(0, say("submit", "buffer", "distance=1").code());
        assertEquals(4, server.executed.size());
        assertEquals(1, Set.copyOf(server.keys.subList(1, 4)).size(), "the same key");
        assertNotEquals(server.keys.get(0), server.keys.get(1));
    }

    @Test
    void scriptsGetOneDocument() {
        JsonObject all = JsonParser.parseString(say("submit", "buffer", "distance=1", "--wait", "--json").out()).getAsJsonObject();
        assertEquals("successful", all.getAsJsonObject("job").get("status").getAsString());
        assertEquals(12.5, all.getAsJsonObject("results").get("area").getAsDouble());
        JsonObject one = JsonParser.parseString(say("submit", "buffer", "distance=1", "--json").out()).getAsJsonObject();
        assertEquals(server.url() + "/jobs/good", one.get("location").getAsString());
    }

    @Test
    void theHelpNamesEveryOptionAndExitCode() {
        Said help = Said.by(new HashMap<>(), 0, "", "--help");
        assertEquals(0, help.code());
        for (String word : List.of("--server", "--token", "--wait", "--output", "--json", "--limit", "--status", "--process", "--dismiss-on-interrupt", "0 done", "1 the job failed", "5 the server refuses")) assertTrue(help.out().contains(word), word);
    }
}
