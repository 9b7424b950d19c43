package mayfly.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import mayfly.catalog.LiveCatalog;
import mayfly.catalog.ProcessDescription;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.testing.TestMayfly;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is offered follows the programs and the description files; jobs keep to what they were submitted to. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AvailabilityTest {
    @TempDir
    Path top;
    Path tool;
    TestMayfly mayfly;

    @BeforeEach
    void start() throws IOException {
        Path folder = Files.createDirectories(top.resolve("processes"));
        tool = top.resolve("tool");
        say("Say", "one");
        mayfly = new TestMayfly(top.resolve("home"), 1, new LiveCatalog(() -> List.of(folder, Path.of("etc/processes")), top.resolve("home"), Instant.now()));
    }

    @AfterEach
    void stop() {
        mayfly.close();
    }

    /** Describes a process that prints a word, as if it had been written some time ago. */
    private void say(String title, String word) throws IOException {
        Path part = Files.writeString(top.resolve("part"), "id: say\ntitle: " + title + "\nrun: {command: [" + tool + ", " + word + "]}\nretry: {attempts: 1}\noutputs:\n  said: {title: Said by " + title
                + ", schema: {type: string, contentMediaType: text/plain}, stdout: true}\n");
        Files.setLastModifiedTime(part, FileTime.from(Instant.now().minusSeconds(10)));
        Files.move(part, top.resolve("processes/say.yaml"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private void install() throws IOException {
        Path part = Files.writeString(top.resolve("tool.part"), "#!/bin/sh\necho \"$1\"\n");
        assertTrue(part.toFile().setExecutable(true));
        Files.move(part, tool);
    }

    private static void until(String what, Callable<Boolean> condition) throws Exception {
        for (long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30); System.nanoTime() < until; TimeUnit.MILLISECONDS.sleep(50)) if (condition.call()) return;
        throw new AssertionError("never: " + what);
    }

    private boolean isOffered() {
        return mayfly.jobs().processes().stream().anyMatch(p -> p.id().equals("say"));
    }

    private Refusal.Reason refused() {
        return assertThrows(Refusal.class, () -> mayfly.jobs().process("say")).reason();
    }

    @Test
    void aProcessComesToLifeWithItsProgramAndGoesWithIt() throws Exception {
        assertTrue(!isOffered());
        assertEquals(Refusal.Reason.PROCESS_UNAVAILABLE, refused());
        assertEquals(List.of("say There is no program " + tool + ", or this server may not execute it."), mayfly.jobs().unavailable().stream().map(u -> u.process().id() + " " + u.reason()).toList());
        install();
        until("it is offered", this::isOffered);
        JobRecord job = mayfly.awaitEnd(mayfly.submit("say", "{}"));
        assertEquals(JobState.SUCCESSFUL, job.state());
        Files.delete(tool);
        until("it is not offered", () -> !isOffered());
        assertEquals("Say", mayfly.jobs().process(job).orElseThrow().title(), "its jobs are shown none the less");
        assertEquals(Refusal.Reason.PROCESS_UNAVAILABLE, refused());
    }

    @Test
    void aFailedJobOfAProcessThatIsUnavailableIsNotRunAgain() throws Exception {
        install();
        until("it is offered", this::isOffered);
        Files.writeString(tool, "#!/bin/sh\nexit 3\n");
        String failed = mayfly.submit("say", "{}");
        assertEquals(JobState.FAILED, mayfly.awaitEnd(failed).state());
        Files.delete(tool);
        until("it is not offered", () -> !isOffered());
        RanAgain again = mayfly.jobs().runAgain(failed);
        assertEquals(null, again.successor());
        assertTrue(again.why().startsWith("“Say” is not available on this server at the moment"), again.why());
    }

    @Test
    void aQueuedJobIsCarriedOutByWhatItWasSubmittedTo() throws Exception {
        install();
        until("it is offered", this::isOffered);
        String first = mayfly.submit("count", "{\"start\": 1, \"end\": 1000, \"pause\": 1}");
        mayfly.await(first, JobState.RUNNING);
        String queued = mayfly.submit("say", "{}");
        say("Say it", "two");
        until("it is described anew", () -> mayfly.jobs().process("say").title().equals("Say it"));
        ProcessDescription kept = mayfly.jobs().process(mayfly.jobs().job(queued)).orElseThrow();
        assertEquals("Said by Say", kept.outputs().get("said").title());
        mayfly.jobs().dismiss(first, TestMayfly.ANNA);
        assertEquals("one\n", said(mayfly.awaitEnd(queued)));
        assertEquals("two\n", said(mayfly.awaitEnd(mayfly.submit("say", "{}"))));
        Files.delete(top.resolve("processes/say.yaml"));
        until("it is gone", () -> !isOffered());
        assertEquals(Refusal.Reason.NO_SUCH_PROCESS, refused());
        assertEquals("Say", mayfly.jobs().process(mayfly.jobs().job(queued)).orElseThrow().title());
    }

    private String said(JobRecord job) throws IOException {
        return Files.readString(mayfly.jobs().outputs(job).get(0).path());
    }
}
