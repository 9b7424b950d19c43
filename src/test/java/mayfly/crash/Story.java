package mayfly.crash;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import mayfly.job.JobState;

/** The history in a record, entry by entry; read here apart from the code under test. */
record Story(long at, JobState state, int attempt) {

    /** Oldest first. */
    static List<Story> of(Map<String, String> job) {
        return Arrays.stream(job.get("story").split("\n")).map(line -> line.split(" ")).map(w -> new Story(Long.parseLong(w[0]), JobState.valueOf(w[1]), Integer.parseInt(w[2]))).toList();
    }

    /** Whether all entries are there: only the last 100 are kept. */
    static boolean isWhole(Map<String, String> job) {
        return Integer.parseInt(job.get("told")) == of(job).size();
    }
}
