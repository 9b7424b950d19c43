package mayfly.queue;

import mayfly.store.JobStore;
import mayfly.store.LeaseStore;
import mayfly.store.NodeStore;
import mayfly.store.QueueStore;
import mayfly.store.Outbox;
import mayfly.store.Redis;

/** The views of the store that the duties share. */
record Stores(JobStore jobs, QueueStore queue, LeaseStore leases, NodeStore nodes, Outbox outbox) {
    static Stores of(Redis redis) {
        return new Stores(new JobStore(redis), new QueueStore(redis), new LeaseStore(redis), new NodeStore(redis), new Outbox(redis));
    }
}
