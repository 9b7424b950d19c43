package mayfly.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import mayfly.catalog.Catalog;
import mayfly.catalog.LiveCatalog;
import mayfly.catalog.Sandbox;
import mayfly.job.Asked;
import mayfly.job.FailureKind;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.RunFolder;
import mayfly.launch.Programs;
import mayfly.launch.sandbox.Sandboxes;
import mayfly.store.Taken;
import mayfly.testing.TestMayfly;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Failed jobs run again, by real workers. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class DeadLettersTest {
    private static final LetterQuery ALL = new LetterQuery(null, false, null, 0, 100, 0);
    @TempDir
    Path folder;
    Path home;
    TestMayfly mayfly;

    @BeforeEach
    void start() throws IOException {
        home = Files.createDirectories(folder.resolve("home"));
        mayfly = new TestMayfly(home, 2, 0, catalog(""));
    }

    @AfterEach
    void stop() {
        mayfly.close();
    }

    /** The descriptions of the tests, and one of ours whose input has a limit and takes files. */
    private Catalog catalog(String constraint) throws IOException {
        Path own = Files.createDirectories(folder.resolve("own"));
        Files.writeString(own.resolve("files.yaml"), """
                id: files
                version: 1.0.0
                title: Files
                inputs:
                  what: {title: What, schema: {type: string%s}}
                  number: {title: A number, schema: {type: integer, default: 0}}
                  papers: {title: Papers, minOccurs: 0, maxOccurs: 3, schema: {type: string, format: binary, contentMediaType: text/plain}}
                outputs:
                  said: {title: Said, schema: {type: string}}
                run: {java: mayfly.testing.Trouble}
                retry: {attempts: 1}
                """.formatted(constraint));
        return Catalog.load(List.of(Path.of("src/test/resources/processes"), Path.of("etc/processes"), own));
    }

    /** With another catalog from now on. */
    private void redeploy(Catalog catalog) throws IOException {
        mayfly.close();
        mayfly = new TestMayfly(home, 2, 0, catalog);
    }

    private String withFiles() {
        var process = mayfly.catalog().find("files").orElseThrow();
        List<Upload> uploads = List.of(upload("a.txt", "alpha"), upload("b.txt", "beta"));
        ObjectNode inputs = JsonMapper.shared().createObjectNode().put("what", "throw");
        var list = inputs.putArray("papers");
        for (Upload u : uploads) list.addObject().put("file", u.id()).put("name", u.name()).put("size", u.size()).put("mediaType", u.mediaType());
        var checked = mayfly.catalog().check(process, inputs);
        assertEquals(List.of(), checked.faults());
        String id = mayfly.jobs().submit(new Submission(process, checked.inputs(), uploads, TestMayfly.BERT, null)).id();
        assertEquals(JobState.FAILED, mayfly.awaitEnd(id).state());
        return id;
    }

    private Upload upload(String name, String text) {
        return mayfly.jobs().receive("papers", name, "text/plain", new ByteArrayInputStream(text.getBytes()), 1000);
    }

    @Test
    void theSameInputsAndFilesAndOwnerAreRunAgainOnceWhoeverAsks() throws Exception {
        String id = withFiles();
        Set<String> successors = ConcurrentHashMap.newKeySet();
        var threads = Executors.newFixedThreadPool(6);
        List<Callable<Void>> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) all.add(() -> {
            successors.add(mayfly.jobs().runAgain(id).successor());
            return null;
        });
        for (var done : threads.invokeAll(all)) done.get();
        threads.shutdown();
        assertEquals(1, successors.size(), successors.toString());
        String successor = successors.iterator().next();
        JobRecord job = mayfly.awaitEnd(successor);
        assertEquals("files anon:bert FAILED", job.process() + " " + job.owner().name() + " " + job.state());
        assertEquals(id + " null", job.kin().before() + " " + job.kin().after());
        assertEquals(successor, mayfly.jobs().job(id).kin().after());
        assertEquals("[{\"file\":\"papers-1\",\"name\":\"a.txt\",\"size\":5,\"mediaType\":\"text/plain\"},{\"file\":\"papers-2\",\"name\":\"b.txt\",\"size\":4,\"mediaType\":\"text/plain\"}]",
                JsonMapper.shared().readTree(job.inputs()).path("papers").toString());
        Path files = RunFolder.originals(home, successor);
        assertEquals("alpha beta", Files.readString(files.resolve("papers-1")) + " " + Files.readString(files.resolve("papers-2")));
        assertEquals(Files.getAttribute(RunFolder.originals(home, id).resolve("papers-1"), "unix:ino"), Files.getAttribute(files.resolve("papers-1"), "unix:ino"), "a link, not a copy");
        assertEquals(List.of(), new Uploads(home, 0, java.time.InstantSource.system()).olderThan(java.time.Instant.now().plusSeconds(60)), "an upload is left");
        mayfly.jobs().delete(id, TestMayfly.BERT);
        assertEquals("alpha", Files.readString(files.resolve("papers-1")), "the older job took its file along");
    }

    @Test
    void whatCannotRunAgainIsLeftAndSaysWhy() throws Exception {
        String id = withFiles();
        String other = mayfly.trouble("throw", 0);
        mayfly.awaitEnd(other);
        Files.delete(RunFolder.originals(home, id).resolve("papers-2"));
        left(id, "Its file “b.txt” is gone.");
        redeploy(catalog(", maxLength: 3"));
        left(id, "Its inputs do not pass the check of version 1.0.0 any more: what: ");
        redeploy(Catalog.load(List.of(Path.of("src/test/resources/processes"))));
        left(id, "Its process “files” is not offered any more.");
        assertEquals("It has not failed.", mayfly.jobs().runAgain(mayfly.submit("trouble", "{\"what\": \"succeed\"}")).why());
        assertEquals("It is not there any more.", mayfly.jobs().runAgain("1234567890123456789012").why());
        assertEquals(2, mayfly.jobs().letters(ALL).total());
        AgainStep step = AgainStep.of(mayfly.jobs(), ALL);
        assertEquals("1 1 0", step.done().size() + " " + step.left().size() + " " + step.rest());
        assertEquals(other, step.done().get(0).id());
        mayfly.awaitEnd(step.done().get(0).successor());
    }

    private void left(String id, String why) {
        RanAgain one = mayfly.jobs().runAgain(id);
        assertTrue(one.why().startsWith(why) && one.stays() && one.successor() == null, one::toString);
        assertNull(mayfly.jobs().job(id).kin().after());
    }

    /** Of a bulk run what fails once more is a letter of its own, and not of this run. */
    @Test
    void allOfAKindAreRunAgainInStepsAndNoneTwice() {
        var failed = new ArrayList<String>();
        for (int i = 0; i < 4; i++) failed.add(mayfly.trouble(i == 0 ? "input" : "throw", 0));
        failed.forEach(mayfly::awaitEnd);
        LetterPage before = mayfly.jobs().letters(ALL);
        assertEquals("4 1 3 0", before.open() + " " + before.kinds().get(FailureKind.INPUT) + " " + before.kinds().get(FailureKind.COMPUTATION) + " " + before.again());
        AgainStep step = AgainStep.of(mayfly.jobs(), new LetterQuery(FailureKind.COMPUTATION, false, "trouble", 0, 100, 0));
        assertEquals("3 0 0", step.done().size() + " " + step.left().size() + " " + step.rest());
        for (RanAgain one : step.done()) assertEquals(JobState.FAILED, mayfly.awaitEnd(one.successor()).state());
        AgainStep next = AgainStep.of(mayfly.jobs(), step.next());
        assertEquals("0 0 0", next.done().size() + " " + next.left().size() + " " + next.rest(), "what has failed since is not of this run");
        LetterPage after = mayfly.jobs().letters(ALL);
        assertEquals("4 1 3 3", after.open() + " " + after.kinds().get(FailureKind.INPUT) + " " + after.kinds().get(FailureKind.COMPUTATION) + " " + after.again());
        assertEquals("It has been run again before.", mayfly.jobs().runAgain(failed.get(1)).why());
    }

    @Test
    void theBoundsOfTheQueueHold() throws Exception {
        String id = mayfly.trouble("throw", 0);
        mayfly.awaitEnd(id);
        assertEquals("The queue is full; no more jobs are taken in until some have started. true null", bounded(0, 9, id));
        assertEquals("Its owner has as many jobs queued as one person may have. false null", bounded(9, 0, id));
        assertEquals(1, mayfly.jobs().letters(ALL).open());
        assertEquals(List.of(), new Uploads(home, 0, java.time.InstantSource.system()).olderThan(java.time.Instant.now().plusSeconds(60)), "an upload is left");
    }

    private String bounded(int most, int mostOwner, String id) throws IOException, InterruptedException {
        var settings = new QueueSettings(home, "here", home, 1, 1, most, mostOwner, Duration.ofSeconds(2), Duration.ofDays(7), Duration.ofDays(90), Duration.ofHours(1), 0);
        var stores = Stores.of(mayfly.redis());
        var uploads = new Uploads(home, 0, java.time.InstantSource.system());
        var submitter = new Submitter(settings, stores, uploads, new Submitter.Admission() {
            @Override
            public boolean expect(String job) {
                return false;
            }

            @Override
            public void taken(Taken taken) { }

            @Override
            public void doubt(String job) { }
        });
        var programs = new Programs(System.getenv("PATH"), System::nanoTime);
        programs.look(mayfly.catalog().all());
        RanAgain one = new Successors(settings, new Offer(new LiveCatalog(mayfly.catalog(), home), programs, new Sandboxes(home, Sandbox.NONE, List.of())), stores, uploads, submitter).runAgain(id);
        return one.why() + " " + one.full() + " " + one.successor();
    }

    /** A crash between the new job and the mark in the old one. */
    @Test
    void aSuccessorThatWasNotNotedDownIsFoundAgain() {
        String id = mayfly.trouble("throw", 0);
        mayfly.awaitEnd(id);
        var process = mayfly.catalog().find("trouble").orElseThrow();
        var inputs = (ObjectNode) JsonMapper.shared().readTree(mayfly.jobs().job(id).inputs());
        String unnoted = mayfly.jobs().submit(new Submission(process, inputs, List.of(), TestMayfly.ANNA, "again " + id, id, Asked.NOTHING)).id();
        assertEquals(unnoted, mayfly.jobs().runAgain(id).successor());
        assertEquals(unnoted, mayfly.jobs().job(id).kin().after());
        mayfly.awaitEnd(unnoted);
    }
}
