package mayfly.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

class JobStateTest {
    /** The table of the design, word for word; every pair that is not in it is forbidden. */
    private static final Set<String> LAW = Set.of("WAITING QUEUED", "WAITING FAILED", "WAITING DISMISSED", "QUEUED LAUNCHING", "QUEUED DISMISSED",
            "LAUNCHING RUNNING", "LAUNCHING RETRYING", "LAUNCHING FAILED", "LAUNCHING DISMISSED", "RUNNING SUCCESSFUL", "RUNNING RETRYING", "RUNNING FAILED",
            "RUNNING DISMISSED", "RETRYING QUEUED", "RETRYING DISMISSED");

    @Test
    void everyPairIsAsTheLawSays() {
        for (JobState from : JobState.values()) {
            for (JobState to : JobState.values()) assertEquals(LAW.contains(from + " " + to), from.allows(to), from + " -> " + to);
        }
    }

    @Test
    void threeStatesAreFinalAndTwoHoldASlot() {
        for (JobState s : JobState.values()) {
            assertEquals(Set.of(JobState.SUCCESSFUL, JobState.FAILED, JobState.DISMISSED).contains(s), s.isFinal(), s.name());
            assertEquals(Set.of(JobState.LAUNCHING, JobState.RUNNING).contains(s), s.holdsSlot(), s.name());
        }
    }

    @Test
    void idsAreOfOneFormAndNothingElseIsAnId() {
        for (int i = 0; i < 1000; i++) assertTrue(JobId.isValid(JobId.fresh()));
        for (String bad : new String[] {"", "../../../../etc/passwd", "a".repeat(21), "a".repeat(23), "a".repeat(21) + "/", "a".repeat(21) + "\n", null}) assertFalse(JobId.isValid(bad));
    }
}
