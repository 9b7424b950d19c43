package mayfly.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Remembers answers of the store for a second: pages that refresh need not ask again for what costs more than a record and is looked at by the second anyway. */
final class ForASecond<V> {
    static final int MOST = 10_000;
    private static final Duration GOOD = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final Map<String, Known<V>> known = new ConcurrentHashMap<>();

    ForASecond(InstantSource clock) {
        this.clock = clock;
    }

    private record Known<V>(V value, Instant asked) { }

    /** @param source asked when the answer is not known, or a second old */
    V of(String key, Supplier<V> source) {
        Instant now = clock.instant();
        Known<V> last = known.get(key);
        if (last != null && !now.isBefore(last.asked()) && now.isBefore(last.asked().plus(GOOD))) return last.value();
        V value = source.get();
        if (known.size() >= MOST) known.clear();
        known.put(key, new Known<>(value, now));
        return value;
    }

    int size() {
        return known.size();
    }
}
