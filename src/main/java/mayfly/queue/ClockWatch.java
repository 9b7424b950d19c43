package mayfly.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.logging.Logger;

/**
 * Whether a clock may be believed when it says that something has had its time. A clock that was set forward by a year for a minute must not delete a year's jobs: after a jump,
 * either way, nothing is deleted until the clock is where it was, or has kept to its new time for a day. A clock that runs a little wrong is followed.
 */
final class ClockWatch {
    /** What a clock is ahead or behind more than this between two looks is a jump. */
    static final Duration JUMP = Duration.ofMinutes(5);
    static final Duration BELIEVED = Duration.ofDays(1);
    private static final Logger LOG = Logger.getLogger(ClockWatch.class.getName());

    private final String name;
    private final InstantSource steady;
    private Instant said;
    private Instant at;
    private Instant jumped;

    /** @param name for the log @param steady passes and never jumps */
    ClockWatch(String name, InstantSource steady) {
        this.name = name;
        this.steady = steady;
    }

    /** @param now what the clock says */
    boolean believes(Instant now) {
        Instant passed = steady.instant();
        if (said == null) return follow(now, passed);
        Duration off = Duration.between(said.plus(Duration.between(at, passed)), now);
        if (off.abs().compareTo(JUMP) <= 0) {
            if (jumped != null) LOG.info(name + " is right again; what has had its time is deleted as before");
            return follow(now, passed);
        }
        if (jumped == null) {
            jumped = passed;
            LOG.warning(name + " has jumped by " + off.toSeconds() + " s: nothing is deleted until it is set back, or for a day");
        }
        if (Duration.between(jumped, passed).compareTo(BELIEVED) < 0) return false;
        LOG.warning(name + " has kept to its new time for a day, and is believed");
        return follow(now, passed);
    }

    private boolean follow(Instant now, Instant passed) {
        said = now;
        at = passed;
        jumped = null;
        return true;
    }
}
