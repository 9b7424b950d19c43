package mayfly.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import mayfly.job.FailureKind;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.launch.ProcessTable;
import mayfly.testing.TestMayfly;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Programs as processes: what they are given, what they say, how they end, what they leave. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ProgramTest {
    @TempDir
    static Path home;
    static TestMayfly mayfly;

    @BeforeAll
    static void start() throws IOException {
        mayfly = new TestMayfly(home, 3);
    }

    @AfterAll
    static void stop() {
        mayfly.close();
    }

    @Test
    void whatWasTypedIsOneArgumentWhateverItContains() throws IOException {
        String text = "$(touch pwned); `id` | \\\"'* ~ {what} %s\nnext line\tä€";
        ObjectNode in = JsonMapper.shared().createObjectNode().put("what", "arguments").put("text", text).put("number", -7).put("share", 0.5).put("flag", true).put("size", "large").put("free", "-x");
        in.putArray("words").add("one").add("two words");
        JobRecord job = run(in);
        String wanted = String.join("\n", "-7", "--text=" + text, text, "-s", "0.5", "--flag", "--size", "large", "-w", "one", "-w", "two words", "{literal}", "--", "-x") + "\n";
        assertEquals(wanted, mayfly.file(job, "stdout.log"));
        assertFalse(Files.exists(home.resolve("jobs").resolve(job.id()).resolve("1/pwned")));
    }

    @Test
    void whatIsAbsentIsLeftOutWithItsOption() {
        assertEquals("{literal}\n--\n", mayfly.file(run("{\"what\": \"arguments\", \"flag\": false, \"size\": \"small\"}"), "stdout.log"));
    }

    @Test
    void aTextThatWouldBeTakenForAnOptionIsRefusedByTheNameOfItsField() {
        assertEquals("[text: Write a text that does not begin with “-”: the program would take it for an option; you wrote “-rf”.]", faults("{\"what\": \"arguments\", \"text\": \"-rf\"}"));
        assertEquals("[words: Write a text that does not begin with “-”: the program would take it for an option; you wrote “--x”.]", faults("{\"what\": \"arguments\", \"words\": [\"a\", \"--x\"]}"));
        assertEquals("[free: Leave out the character NUL: no program can be given it.]", faults("{\"what\": \"arguments\", \"free\": \"a\\u0000b\"}"));
        assertEquals("[]", faults("{\"what\": \"arguments\", \"free\": \"-rf\"}"));
    }

    @Test
    void messagesAreTakenAndTheRestIsLog() {
        JobRecord job = run("{\"what\": \"messages\"}");
        assertEquals("plain log\n{\"no\": \"message\"}\n", mayfly.file(job, "stdout.log"));
        assertEquals("three of four", job.progress().message());
        assertEquals("count 18, words [\"a\",\"b\"]", mayfly.jobs().outputs(job).stream().map(o -> o.id() + " " + o.value()).collect(Collectors.joining(", ")));
    }

    @Test
    void progressIsReadFromLinesThatAreDrawnOverAndNeverGoesBack() {
        String id = mayfly.submit("tool", "{\"what\": \"redraw\"}");
        JobRecord job = mayfly.await(id, j -> j.progress().current() == 50);
        assertEquals(100, job.progress().total());
        JobRecord end = mayfly.awaitEnd(id);
        assertEquals("SUCCESSFUL 50", end.state() + " " + end.progress().current());
        assertTrue(mayfly.file(end, "stderr.log").contains("\rtime=00:00:50.99 x\r"));
    }

    @Test
    void filesAreGatheredByPatternAndLinksAreNotFollowed() {
        JobRecord job = run("{\"what\": \"files\"}");
        List<OutputView> outputs = mayfly.jobs().outputs(job);
        assertEquals("[pages page-1.txt text/plain, pages-2 page-2.txt text/plain, pages-3 page-3.txt text/plain, data data.json application/json]",
                outputs.stream().map(o -> o.id() + " " + o.name() + " " + o.mediaType()).toList().toString());
        assertEquals("page 2\n", mayfly.file(job, "outputs/page-2.txt"));
        assertEquals("{\"a\":[1,2]}", outputs.get(3).value().toString());
    }

    @Test
    void theStandardOutputCanBeAnOutputAndAFileArrivesWithItsEnding() {
        Upload upload = mayfly.jobs().receive("file", "my data.tar.gz", "text/plain", new ByteArrayInputStream("{\"progress\": 1}\nbytes".getBytes()), 1000);
        var in = JsonMapper.shared().createObjectNode().put("what", "copy");
        in.putObject("file").put("file", upload.id()).put("name", upload.name()).put("size", upload.size()).put("mediaType", "text/plain");
        var process = mayfly.catalog().find("tool-stdout").orElseThrow();
        JobRecord job = mayfly.awaitEnd(mayfly.jobs().submit(new Submission(process, mayfly.catalog().check(process, in).inputs(), List.of(upload), TestMayfly.ANNA, null)).id());
        assertEquals(JobState.SUCCESSFUL, job.state(), job::toString);
        assertEquals("{\"progress\": 1}\nbytes", mayfly.file(job, "outputs/all.txt"));
        assertTrue(Files.exists(home.resolve("jobs").resolve(job.id()).resolve("1/inputs/file-1.tar.gz")));
    }

    @Test
    void nothingOfTheServersReachesTheProgram() {
        String seen = mayfly.file(run("{\"what\": \"environment\", \"text\": \"you\"}"), "stdout.log");
        Set<String> names = seen.lines().filter(l -> l.matches("[A-Z_]+=.*")).map(l -> l.substring(0, l.indexOf('='))).collect(Collectors.toSet());
        names.removeAll(Set.of("PATH", "LANG", "LC_ALL", "TZ", "HOME", "TMPDIR", "MAYFLY_ATTEMPT", "GREETING", "FIXED", "PWD", "OLDPWD", "SHLVL", "_"));
        assertEquals(Set.of(), names);
        assertTrue(seen.contains("GREETING=hello you\n") && !seen.contains("redis:"), seen);
    }

    @Test
    void exitCodesAreSaidInTheWordsOfTheDescription() {
        assertEquals("INPUT 3 The file is empty. Send one with something in it.", failure("{\"what\": \"exit\", \"number\": 3}"));
        assertEquals("COMPUTATION 4 The moon is in the way.", failure("{\"what\": \"exit\", \"number\": 4}"));
        assertEquals("COMPUTATION 5 The program “tool.sh” ended with exit code 5.", failure("{\"what\": \"exit\", \"number\": 5}"));
        assertEquals("COMPUTATION 20 The program “tool.sh” asks to be tried again later (exit code 20).", failure("{\"what\": \"exit\", \"number\": 20}"));
        assertEquals("COMPUTATION 50 The program “tool.sh” says that trying again is of no use (exit code 50).", failure("{\"what\": \"exit\", \"number\": 50}"));
        assertEquals("COMPUTATION 139 The program “tool.sh” was ended by signal 11.", failure("{\"what\": \"signal\"}"));
    }

    @Test
    void whatMustBeWrittenAndIsNotFailsTheJob() {
        JobRecord job = mayfly.awaitEnd(mayfly.submit("tool-must", "{\"what\": \"arguments\"}"));
        assertEquals("The program ended well but did not write “page-1.txt”, from which the output “must” comes.", job.failure().message());
    }

    @Test
    void atItsSoftLimitAProgramIsAskedToStopAndMaySave() {
        JobRecord job = mayfly.awaitEnd(mayfly.submit("tool-must", "{\"what\": \"patient\"}"));
        assertEquals(JobState.SUCCESSFUL, job.state(), job::toString);
        assertEquals("saved\n", mayfly.file(job, "outputs/page-1.txt"));
    }

    @Test
    void oneThatDoesNotStopIsEndedWithAllThatItStarted() {
        JobRecord job = mayfly.awaitEnd(mayfly.submit("tool-must", "{\"what\": \"stubborn\"}"));
        assertEquals(FailureKind.TIMEOUT, job.failure().kind(), job::toString);
        mayfly.await(job.id(), j -> ProcessTable.read().of(Set.of(j.id() + "/1"), 0).isEmpty());
        String id = mayfly.submit("tool", "{\"what\": \"stubborn\"}");
        mayfly.await(id, j -> j.progress().current() == 1);
        mayfly.jobs().dismiss(id, TestMayfly.ANNA);
        JobRecord dismissed = mayfly.await(id, j -> j.ending() != null);
        assertEquals(0, dismissed.ending().left());
        assertTrue(dismissed.ending().ended() >= 3, dismissed.ending().toString());
    }

    private static JobRecord run(String inputs) {
        return run((ObjectNode) JsonMapper.shared().readTree(inputs));
    }

    private static JobRecord run(ObjectNode inputs) {
        JobRecord job = mayfly.awaitEnd(mayfly.submit("tool", inputs.toString()));
        assertEquals(JobState.SUCCESSFUL, job.state(), job::toString);
        return job;
    }

    private static String failure(String inputs) {
        JobRecord job = mayfly.awaitEnd(mayfly.submit("tool", inputs));
        return job.failure().kind() + " " + job.failure().exitCode() + " " + job.failure().message();
    }

    private static String faults(String inputs) {
        var process = mayfly.catalog().find("tool").orElseThrow();
        return mayfly.catalog().check(process, (ObjectNode) JsonMapper.shared().readTree(inputs)).faults().stream().map(f -> f.input() + ": " + f.message()).toList().toString();
    }
}
