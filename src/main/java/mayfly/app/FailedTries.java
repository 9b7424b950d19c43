package mayfly.app;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Logger;

/**
 * Wrong passwords, counted by address: after {@value #MOST} within a minute that address has to wait for the rest of it, and what it tries meanwhile is not looked at,
 * right or wrong. Nobody's thread waits, and other addresses do not notice. What is known of {@value #ADDRESSES} addresses is kept; the one that failed least recently gives way.
 */
final class FailedTries {
    static final int MOST = 10;
    static final Duration WINDOW = Duration.ofMinutes(1);
    static final int ADDRESSES = 10_000;
    private static final Logger LOG = Logger.getLogger("mayfly");

    /** @param since the first of them */
    private record Tries(Instant since, int wrong) {
        boolean over(Instant now) {
            return now.isBefore(since) || !now.isBefore(since.plus(WINDOW)); // a clock may be set back
        }
    }

    private final Map<String, Tries> byAddress = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
            return size() > ADDRESSES;
        }
    };

    /**
     * Judges a try. Looking and counting are one step, so that many tries at the same moment are not more than as many one after the other.
     *
     * @return how long the address has to wait, the try having counted for nothing; zero when it counted
     */
    synchronized Duration count(String address, boolean right, Instant now) {
        Tries before = byAddress.get(address);
        if (before != null && before.over(now)) before = null;
        if (before != null && before.wrong() >= MOST) return Duration.between(now, before.since().plus(WINDOW));
        byAddress.remove(address);
        if (!right) put(address, before == null ? new Tries(now, 1) : new Tries(before.since(), before.wrong() + 1));
        return Duration.ZERO;
    }

    private void put(String address, Tries tries) {
        byAddress.put(address, tries);
        if (tries.wrong() == MOST) LOG.warning(MOST + " wrong operator passwords within a minute from " + address + ", which has to wait now");
    }

    /** How many addresses are kept in mind. */
    synchronized int size() {
        return byAddress.size();
    }
}
