package mayfly.queue.outbound;

import java.time.Duration;

/**
 * Where this server may go, as the deployment says.
 *
 * @param fetch      hosts from which inputs are fetched; none = by reference is not offered
 * @param fetchTime  how long one file may take, from the first look-up to the last byte
 * @param callbacks  hosts of subscribers; none = callbacks are not offered
 * @param signatures what letters to subscribers are signed with
 * @param privateToo whether listed hosts may have private addresses: for tests, and where all is one intranet
 */
public record Outbound(HostList fetch, Duration fetchTime, HostList callbacks, Signatures signatures, boolean privateToo) {
    /** Nowhere. */
    public static final Outbound NOWHERE = new Outbound(HostList.NONE, Duration.ofMinutes(2), HostList.NONE, Signatures.NONE, false);

    public Outbound with(Signatures signatures) {
        return new Outbound(fetch, fetchTime, callbacks, signatures, privateToo);
    }
}
