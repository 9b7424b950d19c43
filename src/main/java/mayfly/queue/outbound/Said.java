package mayfly.queue.outbound;

import java.time.Duration;

/**
 * What was said to a letter.
 *
 * @param word  an HTTP status; or timeout, unreachable, unknown-host, not-public, not-allowed, not-secure
 * @param again how long its reader asks to be left alone; null = it does not say
 */
public record Said(String word, Duration again) {
    public boolean isDelivered() {
        return word.matches("2\\d\\d");
    }

    /** Whether to try again is useless: its reader is gone for good (410), or the deployment does not allow it any more. */
    public boolean isFinal() {
        return word.equals("410") || word.equals("not-allowed");
    }
}
