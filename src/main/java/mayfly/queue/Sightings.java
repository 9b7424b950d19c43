package mayfly.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import mayfly.store.AttemptRef;

/**
 * For how long this node has itself seen an attempt stay as it is. What a record says of times is by Redis' clock, which somebody may set: a verdict that ends a job needs both,
 * the record's word and so much time of our own, which never jumps.
 */
final class Sightings {
    private record Sighting(Object what, Instant since) { }

    private final InstantSource clock;
    private final Map<AttemptRef, Sighting> seen = new HashMap<>();

    /** @param clock that never jumps */
    Sightings(InstantSource clock) {
        this.clock = clock;
    }

    /** @param what is seen now; when it is another than the last time, the time begins anew */
    Duration since(AttemptRef ref, Object what) {
        Instant now = clock.instant();
        Sighting last = seen.get(ref);
        if (last == null || !last.what().equals(what)) {
            last = new Sighting(what, now);
            seen.put(ref, last);
        }
        return Duration.between(last.since(), now);
    }

    /** Forgets all others. */
    void keep(Set<String> jobs) {
        seen.keySet().removeIf(ref -> !jobs.contains(ref.job()));
    }
}
