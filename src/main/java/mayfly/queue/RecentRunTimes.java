package mayfly.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Remembers the run times of each process for a second: pages that refresh need not ask for what hardly changes. */
final class RecentRunTimes {
    private static final Duration GOOD = Duration.ofSeconds(1);

    private final Function<String, RunTimes> source;
    private final InstantSource clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /** @param source asks the store, by process id */
    RecentRunTimes(Function<String, RunTimes> source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    private record Known(RunTimes times, Instant asked) { }

    RunTimes of(String process) {
        Instant now = clock.instant();
        Known last = known.get(process);
        if (last != null && !now.isBefore(last.asked()) && now.isBefore(last.asked().plus(GOOD))) return last.times();
        RunTimes times = source.apply(process);
        known.put(process, new Known(times, now));
        return times;
    }
}
