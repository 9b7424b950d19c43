package mayfly.web;

import java.time.Duration;
import java.time.Instant;
import mayfly.job.JobRecord;
import mayfly.queue.Place;
import mayfly.queue.RunTimes;

/**
 * What is to come, with its range and where it comes from. Not knowing is an answer.
 *
 * @param text  "about 2 min 30 s" or "not known"
 * @param small range and source
 * @param at    when; null where not known
 */
record Estimate(String text, String small, Instant at) {
    /** Fewer runs than this say nothing. */
    private static final int ENOUGH = 3;
    private static final Words SAY = new Words();

    /** How long a running job still takes. */
    static Estimate remaining(JobRecord job, RunTimes past, Instant now) {
        Duration ran = job.ran(now);
        double share = job.progress().share().orElse(0);
        if (share >= 0.02 && ran.toMillis() >= 2000) {
            double rest = ran.toMillis() * (1 - share) / share;
            Duration about = Duration.ofMillis((long) rest);
            String range = range(Duration.ofMillis((long) (rest * 0.8)), Duration.ofMillis((long) (rest * 1.4)));
            return new Estimate(rest < 1000 ? "a moment" : "about " + SAY.roughly(about), range + ", at its pace so far", now.plus(about));
        }
        if (past.runs() < ENOUGH) return new Estimate("not known", share > 0 ? "it has just begun" : "no past runs to judge by", null);
        String source = ", from " + SAY.count(past.runs()) + " past runs";
        if (ran.compareTo(past.high()) > 0) return new Estimate("not known", "longer than 9 of 10 past runs", null);
        Duration rest = past.median().minus(ran);
        if (rest.isNegative()) return new Estimate("up to " + SAY.roughly(past.high().minus(ran)), "longer than half of the past runs" , now.plus(past.high().minus(ran)));
        return new Estimate("about " + SAY.roughly(rest), range(past.low().minus(ran), past.high().minus(ran)) + source, now.plus(rest));
    }

    /** When a queued job begins. */
    static Estimate start(Place place, RunTimes past, Instant now) {
        if (past.runs() < ENOUGH || place.slots() == 0) return new Estimate("not known", "no past runs to judge by", null);
        double rounds = (place.before() + 1.0) / place.slots();
        Duration about = scaled(past.median(), rounds);
        String range = range(scaled(past.low(), rounds), scaled(past.high(), rounds));
        return new Estimate("in about " + SAY.roughly(about), range + ", if the others take as long as past runs", now.plus(about));
    }

    /** How long it takes once it runs. */
    static Estimate takes(RunTimes past) {
        if (past.runs() < ENOUGH) return new Estimate("not known", "no past runs to judge by", null);
        return new Estimate("about " + SAY.roughly(past.median()), range(past.low(), past.high()) + ", from " + SAY.count(past.runs()) + " past runs", null);
    }

    /** "half of the last 40 runs took under 12 s, 9 of 10 under 41 s"; null where too little is known. */
    static String usual(RunTimes past) {
        if (past.runs() < ENOUGH) return null;
        return "half of the last " + SAY.count(past.runs()) + " runs took under " + SAY.duration(past.median()) + ", 9 of 10 under " + SAY.duration(past.high());
    }

    private static String range(Duration low, Duration high) {
        return SAY.roughly(low.isNegative() ? Duration.ZERO : low) + " to " + SAY.roughly(high);
    }

    private static Duration scaled(Duration d, double by) {
        return Duration.ofMillis((long) (d.toMillis() * by));
    }
}
