package mayfly.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import mayfly.job.Asked;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.Kin;
import mayfly.job.Limits;
import mayfly.job.Owner;
import mayfly.job.Progress;
import mayfly.job.Retries;
import mayfly.job.Worker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Description files that come, change and go while the application runs; the time of a look is told, as is that of a change. */
class LiveCatalogTest {
    private static final Instant START = Instant.parse("2031-05-04T10:00:00Z");
    @TempDir
    Path top;
    Path folder;
    List<Path> folders;

    @BeforeEach
    void folder() throws IOException {
        folder = Files.createDirectories(top.resolve("processes"));
        folders = List.of(folder);
    }

    private LiveCatalog live() {
        return new LiveCatalog(() -> folders, top.resolve("home"), START);
    }

    private static Instant at(long second) {
        return START.plusSeconds(second);
    }

    private Path write(String name, String text, long second) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        Files.setLastModifiedTime(file, FileTime.from(at(second)));
        return file;
    }

    private static String text(String id, String title, String more) {
        return "id: " + id + "\ntitle: " + title + "\nrun: {java: some.Computation}\n" + more;
    }

    private static String words(LiveCatalog live) {
        return live.all().stream().map(p -> p.id() + " " + p.title()).collect(Collectors.joining(", "));
    }

    private static List<String> faults(LiveCatalog live) {
        return live.rejected().stream().map(r -> r.file().getFileName() + " " + r.line() + " " + r.reason() + " " + r.kept()).toList();
    }

    private static JobRecord job(ProcessDescription p) {
        var times = new JobRecord.Times(START, null, null, null, null, START, null);
        return new JobRecord("0123456789012345678901", p.id(), p.version(), "", JobState.QUEUED, 0, Owner.anonymous("anna"), "{}", p.limits(), times, Progress.NONE, Worker.NONE, null, null, null,
                Retries.NONE, Kin.NONE, Asked.NOTHING, p.written().mark());
    }

    @Test
    void filesComeChangeAndGo() throws IOException {
        write("a.yaml", text("a", "First", ""), -60);
        LiveCatalog live = live();
        assertEquals("a First", words(live));
        Catalog before = live.now();
        live.look(at(2));
        assertSame(before, live.now(), "nothing has changed");
        write("b.yml", text("b", "Second", ""), 2);
        live.look(at(4));
        assertEquals("a First, b Second", words(live));
        ProcessDescription b = live.find("b").orElseThrow();
        write("a.yaml", text("a", "Other", ""), 4);
        live.look(at(6));
        assertEquals("a Other, b Second", words(live));
        assertSame(b, live.find("b").orElseThrow(), "what has not changed is not read again");
        Files.delete(folder.resolve("b.yml"));
        live.look(at(8));
        assertEquals("a Other", words(live));
    }

    @Test
    void aFaultyFileKeepsWhatItSaidBeforeUntilItIsMended() throws IOException {
        write("a.yaml", text("a", "First", ""), -60);
        LiveCatalog live = live();
        write("a.yaml", "id: a\ntitle: [\n", 1);
        live.look(at(4));
        assertEquals("a First", words(live));
        assertEquals(1, live.rejected().size());
        assertTrue(live.rejected().get(0).kept());
        Catalog faulty = live.now();
        live.look(at(6));
        assertSame(faulty, live.now(), "the same fault is the same catalog, and is not told twice");
        write("a.yaml", text("a", "Mended", ""), 6);
        live.look(at(8));
        assertEquals("a Mended []", words(live) + " " + faults(live));
    }

    @Test
    void aFileThatNeverWasGoodIsNotOffered() throws IOException {
        write("a.yaml", "title: A\nrun: {java: x.Y}\n", -60);
        LiveCatalog live = live();
        assertEquals("", words(live));
        assertEquals(List.of("a.yaml 1 “id” is missing false"), faults(live));
    }

    @Test
    void aFaultThatLiesInAFileBesideIsGoneWithIt() throws IOException {
        write("a.yaml", text("a", "First", "template: a.html\n"), -60);
        LiveCatalog live = live();
        assertEquals(List.of("a.yaml 4 there is no file “a.html” beside this one false"), faults(live));
        write("a.html", "<p></p>", 1);
        live.look(at(2));
        assertEquals("a First []", words(live) + " " + faults(live));
    }

    @Test
    void aFileThatIsBeingWrittenIsTakenAtALaterLook() throws IOException {
        write("a.yaml", text("a", "First", ""), -60);
        LiveCatalog live = live();
        write("a.yaml", "", 10);
        write("b.yaml", text("b", "Second", ""), 10);
        live.look(at(10));
        assertEquals("a First []", words(live) + " " + faults(live));
        write("a.yaml", text("a", "Whole", ""), 10);
        live.look(at(12));
        assertEquals("b Second, a Whole", words(live));
    }

    @Test
    void whatWasFreshAtTheFirstLookIsReadOnceMore() throws IOException {
        write("a.yaml", text("a", "Fresh", ""), 0);
        LiveCatalog live = live();
        assertEquals("a Fresh", words(live));
        write("a.yaml", text("a", "Finis", ""), 0);
        live.look(at(2));
        assertEquals("a Finis", words(live));
    }

    @Test
    void aTakenIdLeavesTheOtherFileWithWhatItSaidBefore() throws IOException {
        write("a.yaml", text("a", "First", ""), -60);
        Path b = write("b.yaml", text("b", "Second", ""), -60);
        LiveCatalog live = live();
        write("b.yaml", text("a", "Thief", ""), 1);
        live.look(at(4));
        assertEquals("a First, b Second", words(live));
        assertEquals(List.of("b.yaml 1 the id “a” is taken by " + folder.resolve("a.yaml") + " true"), faults(live));
        assertEquals(b, live.find("b").orElseThrow().source());
    }

    @Test
    void foldersComeAndGo() throws IOException {
        write("a.yaml", text("a", "First", ""), -60);
        LiveCatalog live = live();
        Path more = Files.createDirectories(top.resolve("more"));
        Files.setLastModifiedTime(Files.writeString(more.resolve("c.yaml"), text("c", "Third", "")), FileTime.from(at(-60)));
        folders = List.of(folder, more);
        live.look(at(2));
        assertEquals("a First, c Third", words(live));
        folders = List.of(folder);
        live.look(at(4));
        assertEquals("a First", words(live));
        folders = List.of(folder, top.resolve("nowhere"));
        live.look(at(6));
        assertEquals("a First [nowhere 0 there is no such folder false]", words(live) + " " + faults(live));
    }

    /** A file system that is away for a while, or somebody who tidies up. */
    @Test
    void aFolderThatIsGoneAsAWholeKeepsWhatItOffered() throws IOException {
        write("a.yaml", text("a", "First", ""), -60);
        LiveCatalog live = live();
        Path away = top.resolve("away");
        Files.move(folder, away);
        for (int seconds : new int[] {2, 4}) {
            live.look(at(seconds));
            assertEquals("a First", words(live));
            assertTrue(faults(live).contains("processes 0 there is no such folder false"), faults(live).toString());
        }
        Files.move(away, folder);
        live.look(at(6));
        assertEquals("a First []", words(live) + " " + faults(live));
        Files.delete(folder.resolve("a.yaml"));
        live.look(at(8));
        assertEquals("", words(live));
    }

    @Test
    void aJobIsShownAndCarriedOutByWhatItWasSubmittedTo() throws IOException {
        write("a.yaml", text("a", "First", "template: a.html\n"), -60);
        write("a.html", "<p>old</p>", -60);
        LiveCatalog live = live();
        ProcessDescription first = live.find("a").orElseThrow();
        live.keep(first);
        JobRecord job = job(first);
        assertSame(first, live.of(job).orElseThrow(), "while the file is what it was, its template is the file beside it");
        write("a.yaml", text("a", "Second", "template: a.html\n"), 1);
        write("a.html", "<p>new</p>", 1);
        live.look(at(4));
        assertEquals("Second", live.find("a").orElseThrow().title());
        assertEquals("First", live.of(job).orElseThrow().title());
        assertEquals("<p>old</p>", Files.readString(live.of(job).orElseThrow().template()));
        Files.delete(folder.resolve("a.yaml"));
        var next = new LiveCatalog(() -> folders, top.resolve("home"), at(6));
        assertEquals("First", next.of(job).orElseThrow().title(), "after a restart, and without the file");
        write("a.yaml", text("a", "Third", ""), 5);
        folders = List.of(folder.resolve("../processes/.").normalize(), top.resolve("elsewhere"));
        next.look(at(8));
        assertEquals("First", next.of(job).orElseThrow().title());
        assertEquals("Third", next.of(job(next.find("a").orElseThrow())).orElseThrow().title());
        folders = List.of(Files.createDirectories(top.resolve("elsewhere")));
        next.look(at(10));
        assertTrue(next.of(job).isEmpty(), "its folder is not read any more");
    }

    @Test
    void keepingTwiceIsKeepingOnce() throws IOException {
        write("a.yaml", text("a", "First", ""), -60);
        LiveCatalog live = live();
        live.keep(live.find("a").orElseThrow());
        live().keep(live.find("a").orElseThrow());
        try (var kept = Files.list(top.resolve("home/descriptions"))) {
            assertEquals(List.of(live.find("a").orElseThrow().written().mark()), kept.map(f -> f.getFileName().toString()).toList());
        }
    }
}
