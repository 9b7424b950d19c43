package mayfly.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mayfly.catalog.Catalog;
import mayfly.job.FailureKind;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.launch.Confinement;
import mayfly.launch.ProcessTable;
import mayfly.testing.Nasty;
import mayfly.testing.TestMayfly;
import mayfly.testing.Trouble;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Children that do everything not to be found, under every ending of their attempt: none survives, and the record says so. At each level with what it guarantees. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class ProcessTreesTest {
    @TempDir
    Path home;

    /** What the host is taken to offer, and the tricks that this level is a match for. */
    enum Level {
        GROUPS(() -> Confinement.find("auto"), Set.of()),
        REAPER(() -> Confinement.find("off"), Set.of("hopping")),
        NOTHING(Confinement::none, Set.of("everything", "hopping"));

        final Supplier<Confinement> confinement;
        final Set<String> beyond;

        Level(Supplier<Confinement> confinement, Set<String> beyond) {
            this.confinement = confinement;
            this.beyond = beyond;
        }
    }

    enum End { DISMISSED, KILLED, RETRIED, LIMIT, RETURNED }

    private record Case(String trick, End end, String id) {
        Path folder(Path home) {
            return home.resolve("jobs").resolve(id).resolve("1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void noneSurvives(Level level) throws IOException {
        Confinement offered = level.confinement.get();
        if (level == Level.GROUPS && !offered.isTight()) System.err.println("SKIPPED: no control group can be written here, so that nothing is known of the level that has them");
        assumeTrue(level != Level.GROUPS || offered.isTight());
        assertEquals(level == Level.GROUPS, offered.isTight());
        offered.close();
        try (var mayfly = new TestMayfly(home, 8, 0, Catalog.load(List.of(Path.of("src/test/resources/processes"))), level.confinement)) {
            List<Case> cases = cases(mayfly, level);
            for (Case c : cases) bringAbout(mayfly, c);
            for (Case c : cases) check(mayfly, c);
            assertEquals(List.of(), groups(mayfly, cases));
        }
    }

    private List<Case> cases(TestMayfly mayfly, Level level) {
        var out = new ArrayList<Case>();
        // In the order of their need for time.
        for (End end : List.of(End.LIMIT, End.KILLED, End.RETRIED, End.DISMISSED, End.RETURNED)) {
            for (String trick : Trouble.TRICKS) {
                if (level.beyond.contains(trick)) continue;
                String what = end == End.RETURNED ? "nasty-return" : "nasty-stay";
                String process = end == End.LIMIT ? "trouble-tree" : end == End.RETRIED ? "trouble-again" : "trouble";
                out.add(new Case(trick, end, mayfly.submit(process, "{\"what\": \"" + what + "\", \"number\": " + Trouble.TRICKS.indexOf(trick) + "}")));
            }
        }
        return out;
    }

    private void bringAbout(TestMayfly mayfly, Case c) {
        if (c.end == End.LIMIT || c.end == End.RETURNED) return;
        JobRecord job = mayfly.await(c.id, j -> j.progress().current() == 1);
        if (c.end == End.DISMISSED) mayfly.jobs().dismiss(c.id, TestMayfly.ANNA);
        if (c.end == End.DISMISSED) return;
        // Without groups the promise is for those that were there at a look, and there is one a second.
        if (!mayfly.launcher().confinement().isTight()) mayfly.await(c.id, j -> known(mayfly, c.id).containsAll(living(c)));
        ProcessHandle.of(job.worker().pid()).orElseThrow().destroyForcibly();
    }

    private static Set<Long> known(TestMayfly mayfly, String id) {
        return mayfly.engine().kin().of(id, 1).stream().map(ProcessTable.Id::pid).collect(Collectors.toSet());
    }

    private Set<Long> living(Case c) {
        return Nasty.livingIn(c.folder(home));
    }

    private void check(TestMayfly mayfly, Case c) throws IOException {
        if (c.end == End.RETRIED) {
            checkBeforeTheNext(mayfly, c);
            return;
        }
        JobRecord job = mayfly.await(c.id, j -> j.state().isFinal() && j.ending() != null);
        switch (c.end) {
            case DISMISSED -> assertEquals(JobState.DISMISSED, job.state(), job::toString);
            case RETURNED -> assertEquals(JobState.SUCCESSFUL, job.state(), job::toString);
            case KILLED -> assertEquals(FailureKind.LOST, job.failure().kind(), job::toString);
            case LIMIT -> assertEquals(FailureKind.TIMEOUT, job.failure().kind(), job::toString);
            default -> throw new AssertionError(c);
        }
        assertTrue(Files.size(Nasty.pids(c.folder(home))) > 1, () -> "the child was never up: " + c);
        JobRecord last = mayfly.await(c.id, j -> living(c).isEmpty() && j.ending().ended() > 0);
        assertEquals(0, last.ending().left(), c::toString);
    }

    /** The next attempt is being started when nothing is left of the one before. */
    private void checkBeforeTheNext(TestMayfly mayfly, Case c) {
        JobRecord next = mayfly.await(c.id, j -> j.attempt() == 2);
        assertEquals(Set.of(), living(c), c::toString);
        assertEquals(0, next.retries().past().get(0).ending().left(), next::toString);
        assertTrue(next.retries().past().get(0).ending().ended() > 0, next::toString);
        mayfly.jobs().dismiss(c.id, TestMayfly.ANNA);
        mayfly.await(c.id, j -> j.ending() != null && Nasty.livingIn(home.resolve("jobs").resolve(c.id)).isEmpty());
    }

    /** Names of the groups that are left of these jobs; a group goes a moment after the last process. */
    private static List<String> groups(TestMayfly mayfly, List<Case> cases) {
        Set<String> names = cases.stream().flatMap(c -> Stream.of(c.id + "-1", c.id + "-2")).collect(Collectors.toSet());
        mayfly.await(cases.get(0).id, j -> mayfly.launcher().confinement().groups().stream().noneMatch(names::contains));
        return mayfly.launcher().confinement().groups().stream().filter(names::contains).toList();
    }
}
