package mayfly.web;

import java.time.Duration;
import mayfly.queue.RunTimes;

/**
 * The usual run times as a strip, 300 wide: from 5 to 90 percent filled, a line at the middle, a mark for the run at hand.
 *
 * @param mark  place of the mark; negative = none
 * @param words says the finding, for those who do not see the strip
 */
record RunStrip(double low, double median, double high, double mark, double lowText, double highText, String lowSays, String medianSays,
                String highSays, String words) {
    private static final double LEFT = 6;
    private static final double WIDTH = 288;
    /** Labels closer than this would touch. */
    private static final double APART = 52;

    /** @param ran of the run at hand; null = none. Null is returned when too few runs are known */
    static RunStrip of(RunTimes past, Duration ran) {
        if (past.runs() < 3) return null;
        var say = new Words();
        double top = Math.max(past.high().toMillis(), ran == null ? 0 : ran.toMillis()) * 1.25 + 1;
        double low = place(past.low(), top);
        double median = place(past.median(), top);
        double high = place(past.high(), top);
        String words = (ran == null ? "Of" : "This run has taken " + say.duration(ran) + ". Of") + " the last " + past.runs() + " runs, 5 percent took under "
                + say.duration(past.low()) + ", half under " + say.duration(past.median()) + ", 90 percent under " + say.duration(past.high());
        double mid = Math.max(LEFT + 16 + APART, Math.min(median, LEFT + WIDTH - 16 - APART));
        return new RunStrip(low, median, high, ran == null ? -1 : place(ran, top), Math.max(LEFT + 16, Math.min(low, mid - APART)),
                Math.min(LEFT + WIDTH - 16, Math.max(high, mid + APART)), say.duration(past.low()), say.duration(past.median()), say.duration(past.high()), words);
    }

    private static double place(Duration d, double top) {
        return Math.round((LEFT + WIDTH * d.toMillis() / top) * 10) / 10.0;
    }

    public double width() {
        return Math.round((high - low) * 10) / 10.0;
    }

    /** Where the middle label stands, between the two others. */
    public double medianText() {
        return Math.max(LEFT + 16 + APART, Math.min(median, LEFT + WIDTH - 16 - APART));
    }

    public boolean marked() {
        return mark >= 0;
    }

    /** The mark above the strip. */
    public String arrow() {
        return "M" + mark + " 15l-5-8h10z";
    }
}
