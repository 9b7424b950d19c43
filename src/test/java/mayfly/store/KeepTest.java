package mayfly.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import mayfly.job.JobState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeping a job longer: by one script, by Redis' clock, never beyond the bound, never shorter. */
class KeepTest {
    private static final Duration MOST = Duration.ofDays(90);
    @TempDir
    Path home;

    @Test
    void itIsKeptLongerUpToTheBoundAndNeverShorter() {
        try (var store = new TestStore(home)) {
            String id = store.ended("anna", "p", JobState.SUCCESSFUL);
            Instant ended = store.find(id).times().finished();
            Instant kept = store.find(id).times().keptUntil();
            assertEquals(ended.plus(Duration.ofDays(1)), kept);
            Instant week = kept.plus(Duration.ofDays(7));
            assertEquals(new JobStore.Kept(JobStore.Keeping.OK, week), store.jobs.keep(id, week, MOST));
            assertEquals(new JobStore.Kept(JobStore.Keeping.SAME, week), store.jobs.keep(id, week, MOST), "sent twice");
            assertEquals(new JobStore.Kept(JobStore.Keeping.SAME, week), store.jobs.keep(id, kept, MOST), "shorter");
            assertEquals(new JobStore.Kept(JobStore.Keeping.MOST, ended.plus(MOST)), store.jobs.keep(id, ended.plus(MOST).plusMillis(1), MOST));
            assertEquals(JobStore.Keeping.MOST, store.jobs.keep(id, Instant.MAX, MOST).how(), "no count of milliseconds");
            assertEquals(JobStore.Keeping.SAME, store.jobs.keep(id, Instant.MIN, MOST).how());
            assertEquals(week, store.find(id).times().keptUntil());
            assertEquals(List.of(), store.jobs.expired(week.minusMillis(1), 10));
            assertEquals(List.of(id), store.jobs.expired(week, 10));
            assertEquals(JobStore.Keeping.OK, store.jobs.keep(id, ended.plus(MOST), MOST).how());
        }
    }

    @Test
    void whatHasNotEndedOrIsGoneIsNot() {
        try (var store = new TestStore(home)) {
            String id = store.create("anna");
            assertEquals(JobStore.Keeping.NO, store.jobs.keep(id, Instant.now().plus(Duration.ofDays(2)), MOST).how());
            String removed = store.ended("anna", "p", JobState.FAILED);
            store.jobs.remove(List.of(removed), Duration.ofDays(1));
            assertEquals(JobStore.Keeping.GONE, store.jobs.keep(removed, Instant.now().plus(Duration.ofDays(2)), MOST).how());
        }
    }
}
