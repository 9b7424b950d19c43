package mayfly.store;

import mayfly.job.JobState;
import mayfly.job.Owner;

/** Every Redis key of Mayfly, each by one named function. The scripts build the same names; see {@code law.lua}. */
final class Keys {
    /** Channel of news: "job-id STATE". */
    static final String NEWS = "mayfly:news";
    /** Sorted set: job id by the end of its lease, in ms by Redis' clock. Its size is the number of slots in use. */
    static final String LEASES = "mayfly:leases";
    /** Sorted set: "job/attempt/cookie/host" (see AttemptRef) that has left its slot and whose processes have not been looked at for the last time. */
    static final String ENDINGS = "mayfly:endings";
    /** Sorted set: finished job id by the time of its deletion. */
    static final String EXPIRY = "mayfly:expiry";
    /** Sorted set: job id in RETRYING, by the time when its next attempt may begin. */
    static final String RETRYING = "mayfly:retrying";
    /** Number: time in ms at which this store got its first job. */
    static final String SINCE = "mayfly:since";
    /** Sorted set: id of a job that was removed and whose files are still to be deleted, by the time of its removal. */
    static final String REMAINS = "mayfly:remains";
    /** Sorted set: id of a job whose subscriber is to be told something, by the time when the next letter is due, or until which one is on its way. */
    static final String OUTBOX = "mayfly:outbox";
    /** Number: jobs in all queues. */
    static final String QUEUED = "mayfly:queued";

    private Keys() { }

    /** Hash: the record of a job. */
    static String job(String id) {
        return "mayfly:job:" + id;
    }

    /** String: the id of the job that a one-time token made. */
    static String token(String token) {
        return "mayfly:token:" + token;
    }

    /** Sorted set: ids of an owner's queued jobs. */
    static String queue(Owner owner) {
        return "mayfly:queue:" + owner.name();
    }

    /** Hash: what an API token is good for, by the token's SHA-256; goes when the token ends. */
    static String pass(String hash) {
        return "mayfly:pass:" + hash;
    }

    /** Sorted set: hashes of an owner's API tokens, by the time when they end, in ms; infinite for those that do not. */
    static String passes(Owner owner) {
        return "mayfly:passes:" + owner.name();
    }

    /** String: what a deleted job was; expires. */
    static String gone(String id) {
        return "mayfly:gone:" + id;
    }

    /** Sorted set: ids of everybody's jobs of a process in one state, by the number of their creation. */
    static String listed(String process, JobState state) {
        return "mayfly:jobs:all:" + process + ":" + state;
    }

    /** List: run times of the last 40 successful runs in ms, newest first. */
    static String runs(String process) {
        return "mayfly:runs:" + process;
    }
}
