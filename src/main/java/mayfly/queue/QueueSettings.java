package mayfly.queue;

import java.nio.file.Path;
import java.time.Duration;
import mayfly.job.JobId;
import mayfly.store.Slots;

/**
 * What the law of work needs to know of the deployment.
 *
 * @param home       of the deployment
 * @param host       name of this machine
 * @param connection file that tells workers the store's address
 * @param slots      jobs that run at once
 * @param ownerSlots jobs of one owner that run at once
 * @param most       jobs queued in all at which no more are taken
 * @param mostOwner  jobs queued of one owner at which no more are taken
 * @param lease      how long a worker's sign of life counts
 * @param retention  how long a finished job is kept, where its description does not say
 * @param keptMost   how long after its end its owner may have a job kept
 * @param uploadKept how long an upload without a job is kept
 * @param diskFloor  bytes that stay free on the disk
 * @param node       id of the node
 */
public record QueueSettings(Path home, String host, Path connection, int slots, int ownerSlots, int most, int mostOwner, Duration lease, Duration retention,
                            Duration keptMost, Duration uploadKept, long diskFloor, String node) {
    /** Of a node that begins now, with an id of its own. */
    public QueueSettings(Path home, String host, Path connection, int slots, int ownerSlots, int most, int mostOwner, Duration lease, Duration retention, Duration keptMost,
                         Duration uploadKept, long diskFloor) {
        this(home, host, connection, slots, ownerSlots, most, mostOwner, lease, retention, keptMost, uploadKept, diskFloor, JobId.fresh());
    }

    Slots forTaking() {
        return new Slots(slots, ownerSlots, lease, host, node);
    }
}
