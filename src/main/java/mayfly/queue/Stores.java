package mayfly.queue;

import mayfly.store.JobStore;
import mayfly.store.LeaseStore;
import mayfly.store.QueueStore;
import mayfly.store.Redis;

/** The three views of the store that the duties share. */
record Stores(JobStore jobs, QueueStore queue, LeaseStore leases) {
    static Stores of(Redis redis) {
        return new Stores(new JobStore(redis), new QueueStore(redis), new LeaseStore(redis));
    }
}
