package mayfly.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import mayfly.app.redis.EmbeddedRedis;
import mayfly.job.JobId;
import mayfly.job.JobState;
import mayfly.launch.Trees;
import mayfly.store.Change;
import mayfly.store.Fill;
import mayfly.store.JobStore;
import mayfly.store.Redis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cleaning goes in steps of bounded size and gets to everything all the same. */
class CleanerTest {
    private static final Instant LATER = Instant.now().plus(Duration.ofHours(3));
    @TempDir
    Path home;
    EmbeddedRedis embedded;
    Redis redis;
    Stores stores;

    @BeforeEach
    void start() {
        embedded = EmbeddedRedis.start(home, InstantSource.system());
        redis = new Redis(embedded.uri());
        stores = Stores.of(redis);
    }

    @AfterEach
    void stop() {
        redis.close();
        embedded.stop();
    }

    @Test
    void expiredJobsGoUntilNoneIsLeftSomeThousandInARound() throws IOException {
        new Fill(redis, 3, List.of("count"), Duration.ZERO).finished(2500, "{}");
        List<String> kept = new Fill(redis, 3, List.of("count"), Duration.ofDays(1)).finished(10, "{}");
        for (String id : stores.jobs().expired(LATER, 2500)) folder(id, "1");
        for (String id : kept) folder(id, "1");
        var settings = new QueueSettings(home, "here", home, 1, 1, 1, 1, Duration.ofSeconds(2), Duration.ofDays(7), Duration.ofDays(90), Duration.ofHours(1), 0);
        try (var cleaner = new Cleaner(settings, stores, new Uploads(home, 0, () -> LATER), () -> LATER)) {
            cleaner.round();
            assertEquals(500, stores.jobs().expired(LATER, 5000).size());
            cleaner.round();
            assertEquals(List.of(), stores.jobs().expired(LATER, 5000));
        }
        assertEquals(kept.stream().sorted().toList(), folders());
        assertEquals(10, stores.jobs().list(null, null, List.of(), 0, 1).total());
    }

    private Cleaner cleaner(InstantSource clock) {
        return new Cleaner(settings(), stores, new Uploads(home, 0, clock), clock);
    }

    private QueueSettings settings() {
        return new QueueSettings(home, "here", home, 1, 1, 1, 1, Duration.ofSeconds(2), Duration.ofDays(7), Duration.ofDays(90), Duration.ofHours(1), 0);
    }

    /** Its owner has it kept longer between the question which jobs have expired and their removal. */
    @Test
    void whatIsKeptLongerMeanwhileStays() throws IOException {
        String id = new Fill(redis, 1, List.of("count"), Duration.ofDays(1)).finished(1, "{}").get(0);
        Instant kept = stores.jobs().find(id).orElseThrow().times().keptUntil();
        Instant later = kept.plusSeconds(60);
        assertEquals(List.of(id), stores.jobs().expired(later, 10));
        assertEquals(JobStore.Keeping.OK, stores.jobs().keep(id, kept.plusSeconds(90), Duration.ofDays(90)).how());
        assertEquals(List.of(), stores.jobs().removeExpired(List.of(id), Cleaner.NOTE, later));
        folder(id, "1");
        try (var cleaner = cleaner(() -> later)) {
            cleaner.round();
        }
        assertEquals(List.of(id), folders());
        try (var cleaner = cleaner(() -> kept.plusSeconds(90))) {
            cleaner.round();
        }
        assertEquals(List.of(), folders());
    }

    /** Crashed when the record was gone and half of the folder deleted: the next round finishes it, at once. */
    @Test
    void aRemovalThatBrokeOffIsFinishedByTheNextRound() throws IOException {
        List<String> ids = new Fill(redis, 1, List.of("count"), Duration.ofDays(1)).finished(3, "{}");
        for (String id : ids) for (String part : List.of("inputs", "1/outputs", "2/outputs")) folder(id, part);
        stores.jobs().remove(ids, Cleaner.NOTE);
        Trees.delete(home.resolve("jobs").resolve(ids.get(0)).resolve("1"));
        Trees.delete(home.resolve("jobs").resolve(ids.get(1)));
        assertEquals(3, stores.jobs().remains(10).size());
        try (var cleaner = cleaner(Instant::now)) {
            cleaner.round();
        }
        assertEquals(List.of(), folders());
        assertEquals(List.of(), stores.jobs().remains(10));
    }

    @Test
    void filesWaitUntilNoProcessOfTheJobIsLeft() throws IOException {
        String id = new Fill(redis, 1, List.of("count"), Duration.ofDays(1)).finished(1, "{}").get(0);
        folder(id, "1");
        var other = new Fill(redis, 1, List.of("count"), Duration.ofDays(1));
        String running = other.queued(1, "{}").get(0);
        for (var state : List.of(JobState.LAUNCHING, JobState.DISMISSED)) stores.jobs().change(Change.to(running, state, ""));
        folder(running, "1");
        try (var cleaner = cleaner(() -> LATER)) {
            cleaner.remove(List.of(id, running));
            cleaner.round();
            assertEquals(List.of(running), folders(), "its processes have not been looked at for the last time");
            QueueSettings settings = settings();
            new Presence(settings, stores.nodes()).say();
            assertTrue(stores.leases().proof(settings.node(), settings.host(), stores.leases().endings().get(0), null));
            cleaner.round();
        }
        assertEquals(List.of(), folders());
    }

    /** The clock of this machine has no say: uploads and folders are stamped by the store's, years away here. */
    @Test
    void allThatIsKeptForATimeGoesByOneClock() throws IOException {
        for (Instant then : List.of(Instant.parse("2031-05-05T05:00:00Z"), Instant.parse("2021-05-05T05:00:00Z"))) {
            var uploads = new Uploads(home, 0, () -> then);
            Upload upload = uploads.receive("file", "a.txt", "text/plain", new ByteArrayInputStream("abc".getBytes()), 100);
            Upload again = uploads.again(upload.path(), "file", "a.txt", "text/plain");
            String id = folder(JobId.fresh(), "inputs");
            uploads.stamp(home.resolve("jobs").resolve(id));
            try (var young = cleaner(() -> then.plus(Duration.ofMinutes(59)))) {
                young.round();
            }
            assertTrue(uploads.find(upload.id()).isPresent() && uploads.find(again.id()).isPresent() && folders().contains(id), then::toString);
            try (var old = cleaner(() -> then.plus(Duration.ofMinutes(61)))) {
                old.round();
            }
            assertTrue(uploads.find(upload.id()).isEmpty() && uploads.find(again.id()).isEmpty() && folders().isEmpty(), then::toString);
        }
    }

    @Test
    void foldersThatNoJobHasAreFoundByAWalkInSteps() throws IOException {
        for (int i = 0; i < 50; i++) folder(JobId.fresh(), "inputs");
        var keep = new ArrayList<String>();
        for (int i = 0; i < 2 * Sweeper.FEW; i++) keep.add(folder(JobId.fresh(), "1"));
        keep.addAll(new Fill(redis, 3, List.of("count"), Duration.ofDays(1)).finished(100, "{}").stream().map(id -> folder(id, "inputs")).toList());
        List<String> removed = new Fill(redis, 3, List.of("count"), Duration.ZERO).finished(100, "{}").stream().map(id -> folder(id, "1")).toList();
        stores.jobs().remove(removed, Duration.ofDays(1));
        for (int i = 0; i < 50; i++) folder(JobId.fresh(), "inputs");
        folder("not-a-job", "inputs");
        try (var sweeper = new Sweeper(home, stores)) {
            sweeper.round(Instant.now());
            assertEquals(keep.size() + 201, folders().size(), "all are young");
            sweeper.close();
            sweeper.round(LATER);
            assertTrue(folders().size() > keep.size() + 1, "one round does not get to everything");
            for (int i = 0; i < 3; i++) sweeper.round(LATER);
        }
        keep.add("not-a-job");
        assertEquals(keep.stream().sorted().toList(), folders());
    }

    @Test
    void aNewWalkBeginsAnHourAfterTheLast() throws IOException {
        folder(JobId.fresh(), "1");
        try (var sweeper = new Sweeper(home, stores)) {
            sweeper.round(LATER);
            String id = folder(JobId.fresh(), "inputs");
            sweeper.round(LATER.plus(Duration.ofMinutes(59)));
            assertTrue(folders().contains(id));
            sweeper.round(LATER.plus(Duration.ofMinutes(60)));
            assertFalse(folders().contains(id));
        }
    }

    private String folder(String id, String content) {
        try {
            Files.createDirectories(home.resolve("jobs").resolve(id).resolve(content));
            Files.setLastModifiedTime(home.resolve("jobs").resolve(id), FileTime.from(Instant.now()));
            return id;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<String> folders() throws IOException {
        try (var all = Files.list(home.resolve("jobs"))) {
            return all.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
