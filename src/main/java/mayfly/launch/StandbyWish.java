package mayfly.launch;

import java.util.List;
import java.util.Map;

/**
 * Workers that an operator wants to be started ahead.
 *
 * @param most     of them in all; 0 = none
 * @param slots    jobs that run at once
 * @param reserved of them by shape, as descriptions ask
 * @param offered  shapes of all processes
 */
public record StandbyWish(int most, int slots, Map<Shape, Integer> reserved, List<Shape> offered) {
    public static final StandbyWish NONE = new StandbyWish(0, 0, Map.of(), List.of());

    StandbyPlan plan() {
        return new StandbyPlan(most, reserved, offered);
    }
}
