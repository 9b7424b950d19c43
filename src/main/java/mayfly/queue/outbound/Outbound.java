package mayfly.queue.outbound;

import java.time.Duration;

/**
 * Where this server may go, as the deployment says.
 *
 * @param fetch      hosts from which inputs are fetched; none = by reference is not offered
 * @param fetchTime  how long one file may take, from the first look-up to the last byte
 * @param privateToo whether listed hosts may have private addresses: for tests, and where all is one intranet
 */
public record Outbound(HostList fetch, Duration fetchTime, boolean privateToo) {
    /** Nowhere. */
    public static final Outbound NOWHERE = new Outbound(HostList.NONE, Duration.ofMinutes(2), false);
}
