package mayfly.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.logging.Logger;
import mayfly.job.JobRecord;
import mayfly.job.Node;
import mayfly.launch.Alive;
import mayfly.launch.Machine;
import mayfly.store.NodeStore;
import mayfly.store.StoreDown;

/**
 * This node among those that share the store. It says about once a second that it lives and learns who else does; one of the same host whose process is gone is known to be
 * dead at once, any other by its lease. What was learned counts for a lease: a node that was asleep for longer (SIGSTOP, a suspended machine) knows nothing until it has asked
 * again, and meanwhile another may have taken its place.
 */
final class Presence {
    private static final Logger LOG = Logger.getLogger(Presence.class.getName());
    /** The node speaks once a second; where leases of workers are shorter its own is not. */
    private static final Duration SHORTEST = Duration.ofSeconds(3);
    private final Path home;
    private final NodeStore store;
    private final Duration lease;
    private final Node me;
    private volatile Known known = new Known(List.of(), false, 0);

    /** @param asked by System.nanoTime(), before the question */
    private record Known(List<Node> living, boolean buries, long asked) { }

    Presence(QueueSettings settings, NodeStore store) {
        this.home = settings.home();
        this.store = store;
        this.lease = settings.lease().compareTo(SHORTEST) < 0 ? SHORTEST : settings.lease();
        try {
            ProcessHandle process = ProcessHandle.current();
            me = new Node(settings.node(), settings.host(), Machine.id(), HomeId.of(home), process.pid(), process.info().startInstant().orElse(Instant.EPOCH), null, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws NodeRefused when it may not be one of them */
    void say() {
        List<String> dead = say(List.of());
        if (!dead.isEmpty()) say(dead);
    }

    /** @return ids of those whose processes are gone */
    private List<String> say(List<String> dead) {
        long asked = System.nanoTime();
        NodeStore.Roll roll = store.say(me, lease, dead);
        if (roll.strange() != null) throw refused(roll.strange());
        if (!roll.before().isEmpty() && !roll.before().equals(me.home())) LOG.warning("The jobs in this Redis were kept in another home before. Their files are not in " + home);
        for (Node gone : known.living()) if (roll.living().stream().noneMatch(n -> n.id().equals(gone.id()))) LOG.info("the node on " + gone.host() + " (process " + gone.pid() + ") is gone");
        known = new Known(roll.living(), roll.buries(), asked);
        return roll.living().stream().filter(this::isDead).map(Node::id).toList();
    }

    private boolean isDead(Node node) {
        return node.host().equals(me.host()) && !node.id().equals(me.id()) && !Alive.is(node.pid(), node.begun());
    }

    private NodeRefused refused(Node other) {
        String who = "on host " + other.host() + " (process " + other.pid() + ")";
        if (!other.home().equals(me.home())) {
            return new NodeRefused("Another Mayfly " + who + " uses this Redis with another home folder. Nodes of one Redis share one home, or a job's files would be missing on some of them: "
                    + "name the same folder in MAYFLY_HOME (here it is " + home + "), on a file system that both machines have, or give this one a Redis of its own.");
        }
        return new NodeRefused("Another Mayfly " + who + " calls its machine " + me.host() + " too, but is on another one, or in another container. Nodes of one host look after each other's "
                + "processes, which these two cannot: give each a name of its own in MAYFLY_HOST_NAME.");
    }

    private boolean isFresh() {
        return System.nanoTime() - known.asked() < lease.toNanos();
    }

    /** Whether that node is heard of. */
    boolean isAlive(String node) {
        return known.living().stream().anyMatch(n -> n.id().equals(node));
    }

    /** Whether a node is heard of on that host, as far as is known: where nothing is known nobody is to be called dead. */
    boolean watches(String host) {
        return host.isEmpty() || host.equals(me.host()) || !isFresh() || known.living().stream().anyMatch(n -> n.host().equals(host));
    }

    /** Whether it is this node that ends and counts what is left of attempts on its host. */
    boolean buries() {
        return known.buries() && isFresh();
    }

    /** Its worker is on this machine, and the node that started it, and that would see its end, is not there any more. */
    boolean isOrphan(JobRecord job) {
        return job.worker().host().equals(me.host()) && !isAlive(job.worker().node());
    }

    boolean hasCompany() {
        return known.living().size() > 1;
    }

    /** As far as is known, this one among them. */
    List<Node> nodes() {
        return known.living();
    }

    Node me() {
        return me;
    }

    /** Says good-bye, so that others need not wait for the lease. */
    void leave() {
        try {
            store.leave(me);
        } catch (StoreDown e) {
            LOG.fine("the lease of this node runs out by itself");
        }
    }
}
