package mayfly.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mayfly.job.JobEvent;
import mayfly.job.JobState;

/** The history of a job as its record has it: lines "ms STATE attempt text", and the number of the last one; see {@code law.lua}. */
final class Story {
    private Story() { }

    /** @param hash a record, or its fields {@code told} and {@code story} */
    static List<JobEvent> read(Map<String, String> hash) {
        String[] lines = hash.get("story").split("\n");
        long first = Long.parseLong(hash.get("told")) - lines.length + 1;
        var out = new ArrayList<JobEvent>();
        for (String line : lines) out.add(event(Long.toString(first + out.size()), line.split(" ", 4)));
        return out;
    }

    private static JobEvent event(String number, String[] words) {
        return new JobEvent(number, Instant.ofEpochMilli(Long.parseLong(words[0])), JobState.valueOf(words[1]), Integer.parseInt(words[2]), words[3]);
    }
}
