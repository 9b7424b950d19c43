package mayfly.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Variants that are compared with each other: they take turns round by round, so that whatever disturbs the machine disturbs them alike. Rounds for warming up are not
 * counted.
 */
final class Frame {
    /** What is counted at the least, wherever a round takes less than 20 s. */
    static final int ROUNDS = 20;
    private final String title;
    private final List<Entry> entries = new ArrayList<>();
    private int rounds;

    /** @param title what its variants have in common, such as "8 connections" */
    Frame(String title) {
        this.title = title;
    }

    /** One turn of a variant. */
    interface Variant {
        void turn(Sink sink) throws Exception;
    }

    /** Takes the figures of a turn. */
    interface Sink {
        void add(String figure, double value);
    }

    /**
     * A variant and what was measured of it.
     *
     * @param floor name of the variant that it is compared with; itself when it is a floor
     */
    record Entry(String name, String floor, Variant variant, Map<String, Samples> figures) {
        Samples of(String figure) {
            return figures.computeIfAbsent(figure, f -> new Samples());
        }
    }

    Frame floor(String name, Variant variant) {
        return variant(name, name, variant);
    }

    Frame variant(String name, String floor, Variant variant) {
        entries.add(new Entry(name, floor, variant, new ConcurrentHashMap<>()));
        return this;
    }

    /** @param rounds that are counted */
    Frame run(int warmups, int rounds) throws Exception {
        this.rounds = rounds;
        for (int round = -warmups; round < rounds; round++) {
            boolean counts = round >= 0;
            for (Entry e : entries) e.variant().turn((figure, value) -> {
                if (counts) e.of(figure).add(value);
            });
            System.err.println(title + ": " + (counts ? "round " + (round + 1) + " of " + rounds : "warming up"));
        }
        return this;
    }

    String title() {
        return title;
    }

    int rounds() {
        return rounds;
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    Entry floorOf(Entry entry) {
        return named(entry.floor()).orElseThrow();
    }

    /** Empty when there is no variant of that name. */
    Optional<Entry> named(String name) {
        return entries.stream().filter(e -> e.name().equals(name)).findFirst();
    }
}
