package mayfly.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Scale of a chart's bars: from 0 in equal steps, or by powers of ten where the largest value is more than 30 times the smallest.
 *
 * @param from value at the left end
 * @param to   value at the right end
 */
record Axis(double from, double to, boolean isLog) {
    private static final double WIDE = 30;

    /** @param values those that are to be shown; what is not above 0 has no bar */
    static Axis of(List<Double> values) {
        List<Double> shown = values.stream().filter(v -> v > 0 && Double.isFinite(v)).toList();
        double least = shown.stream().mapToDouble(v -> v).min().orElse(1);
        double most = shown.stream().mapToDouble(v -> v).max().orElse(1);
        if (most / least < WIDE) return new Axis(0, Math.ceil(most / step(most)) * step(most), false);
        // From below the smallest, so that it has a bar at all.
        return new Axis(Math.pow(10, Math.floor(Math.log10(least * 0.7))), most, true);
    }

    /** 1, 2 or 5 times a power of ten, for 4 to 8 steps up to a value. */
    private static double step(double most) {
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        return most / power >= 4 ? power : most / power >= 2 ? power / 2 : power / 5;
    }

    /** Where a value stands, from 0 to 1. */
    double at(double value) {
        return isLog ? Math.log(value / from) / Math.log(to / from) : value / to;
    }

    List<Double> ticks() {
        var out = new ArrayList<Double>();
        if (isLog) for (double tick = from; tick <= to; tick *= 10) out.add(tick);
        else for (int i = 0; i * step(to) <= to * 1.0001; i++) out.add(i * step(to));
        return out;
    }
}
