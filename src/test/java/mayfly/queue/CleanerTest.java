package mayfly.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import mayfly.store.Fill;
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
        var settings = new QueueSettings(home, "here", home, 1, 1, 1, 1, Duration.ofSeconds(2), Duration.ofDays(7), Duration.ofHours(1), 0);
        try (var cleaner = new Cleaner(settings, stores, new Uploads(home, 0))) {
            cleaner.round();
            assertEquals(500, stores.jobs().expired(LATER, 5000).size());
            cleaner.round();
            assertEquals(List.of(), stores.jobs().expired(LATER, 5000));
        }
        assertEquals(kept.stream().sorted().toList(), folders());
        assertEquals(10, stores.jobs().list(null, null, List.of(), 0, 1).total());
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
