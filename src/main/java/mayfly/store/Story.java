package mayfly.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import mayfly.job.JobEvent;
import mayfly.job.JobState;

/** The history of a job as its record has it: lines "ms STATE attempt text", and the number of the last one; see {@code law.lua}. */
final class Story {
    static final String[] FIELDS = {"told", "story"};

    private Story() { }

    /** @param fields values of {@link #FIELDS}; null where there is no such job */
    static List<JobEvent> read(List<String> fields) {
        if (fields.get(0) == null) return List.of();
        String[] lines = fields.get(1).split("\n");
        long first = Long.parseLong(fields.get(0)) - lines.length + 1;
        var out = new ArrayList<JobEvent>();
        for (String line : lines) out.add(event(Long.toString(first + out.size()), line.split(" ", 4)));
        return out;
    }

    private static JobEvent event(String number, String[] words) {
        return new JobEvent(number, Instant.ofEpochMilli(Long.parseLong(words[0])), JobState.valueOf(words[1]), Integer.parseInt(words[2]), words[3]);
    }
}
