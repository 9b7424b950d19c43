package mayfly.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import mayfly.job.JobId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class GroupsTest {
    @TempDir
    Path folder;
    private final String cookie = JobId.fresh() + "/1";

    private static Groups groups() {
        Groups groups = CgroupMounts.ofThisProcess().stream().flatMap(base -> Groups.below(base).stream()).findFirst().orElse(null);
        if (groups == null) System.err.println("SKIPPED: no control group can be written here");
        assumeTrue(groups != null);
        return groups;
    }

    @Test
    void whatACrashHasLeftIsSweptAndWhatLivesIsNot() throws Exception {
        try (Groups groups = groups()) {
            Path empty = Files.createDirectories(groups.path("left-" + cookie).resolve("inner"));
            Process child = new ProcessBuilder("sleep", "100").start();
            groups.join(cookie, child.pid());
            while (groups.isEmpty(cookie)) Thread.onSpinWait();
            groups.sweep();
            assertFalse(Files.exists(empty.getParent()));
            assertTrue(groups.names().contains(Groups.name(cookie)));
            assertEquals(Set.of(child.pid()), ProcessTable.read().of(Set.of(cookie), 0));
            groups.kill(cookie);
            if (!Files.exists(groups.path(cookie).resolve("cgroup.kill"))) child.destroyForcibly();
            assertEquals(137, child.waitFor());
            while (!groups.isEmpty(cookie)) Thread.onSpinWait();
            groups.remove(cookie);
            assertFalse(groups.names().contains(Groups.name(cookie)));
        }
    }

    @Test
    void whereNoneCanBeMadeThereAreNone() throws IOException {
        assertTrue(Groups.below(Files.writeString(folder.resolve("a file"), "")).isEmpty());
        assertFalse(Confinement.find(folder.resolve("a file").toString()).isTight());
        assertEquals(List.of(), Confinement.find("off").groups());
    }

    @Test
    void aPidThatWasGivenOutAgainIsNeverKilled() throws Exception {
        Process other = new ProcessBuilder("sleep", "100").start();
        try {
            var right = ProcessTable.read().of(Set.of(), other.pid(), 0, Set.of()).iterator().next();
            var earlier = new ProcessTable.Id(right.pid(), right.start() - 1);
            assertEquals(Set.of(), ProcessTable.read().of(Set.of(), 0, 0, Set.of(earlier)));
            ProcessTable.end(earlier, true);
            ProcessTable.end(earlier, false);
            assertFalse(other.waitFor(200, TimeUnit.MILLISECONDS));
            assertEquals(Set.of(right), ProcessTable.read().of(Set.of(), 0, 0, Set.of(right)));
            ProcessTable.end(right, true);
            assertEquals(137, other.waitFor());
        } finally {
            other.destroyForcibly();
        }
    }
}
