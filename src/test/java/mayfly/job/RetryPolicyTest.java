package mayfly.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryPolicyTest {
    private static final Set<FailureKind> ALL = EnumSet.complementOf(EnumSet.of(FailureKind.INPUT));

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void byDefaultOnlyWhatSaysNothingAboutTheJobIsTriedAgain(FailureKind kind) {
        boolean again = kind == FailureKind.LOST || kind == FailureKind.LAUNCH;
        assertEquals(again, RetryPolicy.DEFAULT.next(new Failure(kind, "x"), 1, 0, 0).isPresent());
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void exit20IsTriedAgainAndExit50NeverAndInputsNeitherWhateverThePolicy(FailureKind kind) {
        RetryPolicy everything = new RetryPolicy(9, Duration.ZERO, 1, Duration.ZERO, 0, ALL);
        assertEquals(kind != FailureKind.INPUT, RetryPolicy.DEFAULT.next(exit(kind, 20), 1, 0, 0).isPresent());
        assertEquals(Optional.empty(), everything.next(exit(kind, 50), 1, 0, 0));
        assertEquals(kind != FailureKind.INPUT, everything.next(exit(kind, 1), 1, 0, 0).isPresent());
    }

    @Test
    void afterTheLastAttemptNoneFollows() {
        var policy = policy(3, 1, 0);
        assertTrue(policy.next(lost(), 2, 0, 0).isPresent());
        assertEquals(Optional.empty(), policy.next(lost(), 3, 0, 0));
        assertEquals(Optional.empty(), policy.next(exit(FailureKind.COMPUTATION, 20), 3, 0, 0));
        assertEquals(Optional.empty(), policy(1, 1, 0).next(lost(), 1, 0, 0));
    }

    @Test
    void aJobThatHasKilledThreeWorkersStopsWhateverThePolicy() {
        var policy = policy(100, 1, 0);
        assertTrue(policy.next(lost(), 2, 2, 0).isPresent());
        assertEquals(Optional.empty(), policy.next(lost(), 3, 3, 0));
        assertTrue(policy.next(lost(), 50, 2, 0).isPresent());
    }

    @Test
    void theWaitGrowsUpToItsBound() {
        var policy = policy(100, 2, 0);
        assertEquals("[10, 20, 40, 60, 60]", java.util.stream.Stream.of(1, 2, 3, 4, 99).map(i -> policy.next(lost(), i, 0, 0.7).orElseThrow().toSeconds()).toList().toString());
    }

    @Test
    void aShareOfTheWaitIsLeftToChanceAndNoneIsAdded() {
        var policy = policy(100, 2, 0.2);
        assertEquals(Duration.ofSeconds(10), policy.next(lost(), 1, 0, 0).orElseThrow());
        assertEquals(Duration.ofSeconds(9), policy.next(lost(), 1, 0, 0.5).orElseThrow());
        assertEquals(Duration.ofMillis(8002), policy.next(lost(), 1, 0, 0.999).orElseThrow());
        assertEquals(Duration.ZERO, policy(9, 1, 1).next(lost(), 1, 0, 0.99999999).orElseThrow());
    }

    @Test
    void itsTextIsReadAsItWasWritten() {
        assertEquals("3 10000 2.0 600000 0.2 LOST,LAUNCH", RetryPolicy.DEFAULT.text());
        for (var policy : new RetryPolicy[] {RetryPolicy.DEFAULT, policy(7, 1.5, 0.25), new RetryPolicy(1, Duration.ZERO, 1, Duration.ZERO, 0, Set.of())})
            assertEquals(policy, RetryPolicy.parse(policy.text()));
    }

    @Test
    void whatIsNoPolicyIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> policy(0, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> policy(101, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> policy(3, 0.9, 0));
        assertThrows(IllegalArgumentException.class, () -> policy(3, 1, 1.1));
        assertThrows(IllegalArgumentException.class, () -> new RetryPolicy(3, Duration.ZERO, 1, Duration.ZERO, 0, Set.of(FailureKind.INPUT)));
    }

    private static RetryPolicy policy(int attempts, double factor, double jitter) {
        return new RetryPolicy(attempts, Duration.ofSeconds(10), factor, Duration.ofMinutes(1), jitter, Set.of(FailureKind.LOST));
    }

    private static Failure lost() {
        return new Failure(FailureKind.LOST, "gone");
    }

    private static Failure exit(FailureKind kind, int code) {
        return new Failure(kind, "x", code, null, "");
    }
}
