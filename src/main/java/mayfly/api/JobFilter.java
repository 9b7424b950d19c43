package mayfly.api;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.queue.ProblemType;

/**
 * Which jobs a list shows (OGC API - Processes 1.0, clause 11.2).
 *
 * @param processes ids; empty = any
 * @param states    empty = any
 * @param from      created then or later; null = any time
 * @param to        created then or earlier; null = any time
 * @param least     ran at least as long; null = any. A job that has not begun has no duration
 * @param most      ran at most as long; null = any
 */
record JobFilter(Set<String> processes, Set<JobState> states, Instant from, Instant to, Duration least, Duration most) {
    private static final String TIMES = "a time such as 2026-11-30T10:00:00Z, a day such as 2026-11-30, or an interval of two, such as 2026-11-30T10:00:00Z/.. where .. is open";

    /** @throws Problem 400 that names the parameter, its value and what is accepted */
    static JobFilter read(Call call) {
        for (String type : list(call, "type")) if (!type.equals("process")) throw bad("type", "process", type);
        Instant[] span = span(call);
        return new JobFilter(Set.copyOf(list(call, "processID")), states(call), span[0], span[1], seconds(call, "minDuration"), seconds(call, "maxDuration"));
    }

    /** Whether the store can tell which jobs it is about; else each has to be looked at. */
    boolean isIndexed() {
        return processes.size() < 2 && from == null && to == null && least == null && most == null;
    }

    /** The one process; null where there are none or several. */
    String process() {
        return processes.size() == 1 ? processes.iterator().next() : null;
    }

    boolean takes(JobRecord job, Instant now) {
        if (!processes.isEmpty() && !processes.contains(job.process())) return false;
        Instant created = job.times().created();
        if (from != null && created.isBefore(from) || to != null && created.isAfter(to)) return false;
        if (least == null && most == null) return true;
        if (job.times().started() == null) return false;
        Duration ran = job.ran(now);
        return (least == null || ran.compareTo(least) >= 0) && (most == null || ran.compareTo(most) <= 0);
    }

    /** Whether this job, and all that were created before it, are too old. */
    boolean ends(JobRecord job) {
        return from != null && job.times().created().isBefore(from);
    }

    private static List<String> list(Call call, String name) {
        return call.query(name).stream().flatMap(all -> Arrays.stream(all.split(","))).map(String::strip).filter(s -> !s.isEmpty()).toList();
    }

    private static Set<JobState> states(Call call) {
        Set<JobState> states = EnumSet.noneOf(JobState.class);
        for (String status : list(call, "status")) {
            List<JobState> those = Arrays.stream(JobState.values()).filter(s -> s.status().equals(status)).toList();
            if (those.isEmpty()) throw bad("status", Arrays.stream(JobState.values()).map(JobState::status).distinct().collect(Collectors.joining(", ")), status);
            states.addAll(those);
        }
        return states;
    }

    private static Duration seconds(Call call, String name) {
        if (call.query(name).isEmpty()) return null;
        String text = call.query(name).get(0);
        if (!text.matches("\\d{1,9}(\\.\\d{1,3})?")) throw bad(name, "a number of seconds, such as 60", text);
        return Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000));
    }

    private static Instant[] span(Call call) {
        if (call.query("datetime").isEmpty()) return new Instant[2];
        String text = call.query("datetime").get(0);
        String[] ends = text.split("/", -1);
        try {
            if (ends.length == 1) return new Instant[] {start(text), end(text)};
            if (ends.length == 2 && !(isOpen(ends[0]) && isOpen(ends[1]))) {
                Instant from = isOpen(ends[0]) ? null : start(ends[0]);
                Instant to = isOpen(ends[1]) ? null : end(ends[1]);
                if (from == null || to == null || !to.isBefore(from)) return new Instant[] {from, to};
            }
        } catch (DateTimeException e) {
            // refused below
        }
        throw bad("datetime", TIMES, text);
    }

    private static boolean isOpen(String end) {
        return end.isEmpty() || end.equals("..");
    }

    private static Instant start(String text) {
        return text.length() == 10 ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant() : time(text);
    }

    /** A time without fractions means the whole second, a day the whole day. */
    private static Instant end(String text) {
        if (text.length() == 10) return LocalDate.parse(text).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusMillis(1);
        return text.contains(".") ? time(text) : time(text).plusMillis(999);
    }

    /** A plus sign may have become a blank on the way. */
    private static Instant time(String text) {
        return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
    }

    private static Problem bad(String name, String accepted, String found) {
        return new Problem(ProblemType.BAD_PARAMETER, "“" + name + "” is " + accepted + "; found “" + Web.brief(found) + "”.");
    }
}
