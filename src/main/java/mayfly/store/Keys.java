package mayfly.store;

/** Every Redis key of Mayfly, each by one named function. The scripts build the same names; see {@code law.lua}. */
final class Keys {
    /** Channel of news: "job-id STATE". */
    static final String NEWS = "mayfly:news";
    /** Sorted set: job id by the end of its lease, in ms by Redis' clock. Its size is the number of slots in use. */
    static final String LEASES = "mayfly:leases";
    /** Sorted set: "job/attempt" (or "job/attempt/cookie", see AttemptRef) that has left its slot and whose processes have not been looked at for the last time. */
    static final String ENDINGS = "mayfly:endings";
    /** Sorted set: finished job id by the time of its deletion. */
    static final String EXPIRY = "mayfly:expiry";
    /** Sorted set: job id in RETRYING by creation. */
    static final String RETRYING = "mayfly:jobs:all:RETRYING";

    private Keys() { }

    /** Hash: the record of a job. */
    static String job(String id) {
        return "mayfly:job:" + id;
    }

    /** String: the id of the job that a one-time token made. */
    static String token(String token) {
        return "mayfly:token:" + token;
    }

    /** Stream: the history of a job, its last 100 entries. */
    static String events(String id) {
        return "mayfly:events:" + id;
    }

    /** Hash: what a deleted job was; expires. */
    static String gone(String id) {
        return "mayfly:gone:" + id;
    }

    /** Hash: number of jobs of a process by state. */
    static String counts(String process) {
        return "mayfly:counts:" + process;
    }

    /** List: run times of the last 40 successful runs in ms, newest first. */
    static String runs(String process) {
        return "mayfly:runs:" + process;
    }
}
