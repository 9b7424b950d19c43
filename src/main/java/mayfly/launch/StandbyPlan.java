package mayfly.launch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which workers to hold ready, of so many: first those that descriptions reserve for their process; the rest for what was asked for last, one of each shape, newest first, and
 * more of the one asked for most. Before anything was asked for: what the catalog offers, in its order. Safe for several threads.
 */
final class StandbyPlan {
    private static final int REMEMBERED = 32;
    private final int most;
    private final Map<Shape, Integer> reserved;
    private final List<Shape> offered;
    private final Deque<Shape> asked = new ArrayDeque<>();

    /**
     * @param most     workers in all
     * @param reserved workers by shape that are held ready whatever is asked for; what goes beyond {@code most} is not
     * @param offered  shapes of all processes
     */
    StandbyPlan(int most, Map<Shape, Integer> reserved, List<Shape> offered) {
        this.most = most;
        this.reserved = Collections.unmodifiableMap(new LinkedHashMap<>(reserved));
        this.offered = List.copyOf(offered);
    }

    int most() {
        return most;
    }

    /** A job of that shape has been launched. */
    synchronized void asked(Shape shape) {
        asked.addFirst(shape);
        if (asked.size() > REMEMBERED) asked.removeLast();
    }

    /** @return the shape to start next, given those that are ready; empty when all is as wanted */
    Optional<Shape> next(List<Shape> ready) {
        Map<Shape, Integer> wanted = wanted();
        return wanted.keySet().stream().filter(s -> count(ready, s) < wanted.get(s)).findFirst();
    }

    /** @return a shape of which more are ready than wanted; empty when there is none */
    Optional<Shape> surplus(List<Shape> ready) {
        Map<Shape, Integer> wanted = wanted();
        return ready.stream().filter(s -> count(ready, s) > wanted.getOrDefault(s, 0)).findFirst();
    }

    /** How many of each shape to hold ready; {@code most} in all, or fewer where nothing is offered. */
    synchronized Map<Shape, Integer> wanted() {
        var out = new LinkedHashMap<Shape, Integer>();
        int left = most;
        for (Map.Entry<Shape, Integer> e : reserved.entrySet()) {
            int given = Math.min(left, e.getValue());
            if (given > 0) out.put(e.getKey(), given);
            left -= given;
        }
        for (Shape shape : candidates()) {
            if (left == 0) return out;
            out.merge(shape, 1, Integer::sum);
            left--;
        }
        return out;
    }

    /** One of each in turn, then the favourite as often as may be needed. */
    private List<Shape> candidates() {
        var out = new ArrayList<>(new LinkedHashSet<>(asked.isEmpty() ? offered : asked));
        if (out.isEmpty()) return out;
        Shape favourite = out.stream().reduce((a, b) -> Collections.frequency(asked, b) > Collections.frequency(asked, a) ? b : a).orElseThrow();
        for (int i = out.size(); i < most; i++) out.add(favourite);
        return out;
    }

    private static int count(List<Shape> all, Shape shape) {
        return Collections.frequency(all, shape);
    }
}
