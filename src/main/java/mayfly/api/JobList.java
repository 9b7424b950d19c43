package mayfly.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import mayfly.job.JobRecord;
import mayfly.job.Owner;
import mayfly.queue.JobPage;
import mayfly.queue.JobQuery;
import mayfly.queue.JobService;

/**
 * A part of somebody's jobs, newest first. Where the store has no index for what is asked they are gone through a hundred at a time, until there are enough.
 *
 * @param jobs at most as many as were asked for
 * @param next how many jobs come before the next part; -1 where nothing follows
 */
record JobList(List<JobRecord> jobs, long next) {
    private static final int EACH = 100;
    /** In one answer, whatever was asked for: it is made in memory. */
    private static final int MOST = 1000;
    /** Gone through for one answer; the next one goes on from there. */
    private static final int LOOKED_AT = 5000;

    /** @param offset how many jobs come before, of those that the store's index has. @param limit from 1 */
    static JobList read(JobService service, Owner owner, JobFilter filter, long offset, int limit, Instant now) {
        var jobs = new ArrayList<JobRecord>();
        long at = offset;
        while (true) {
            JobPage page = service.jobs(new JobQuery(owner, filter.process(), filter.states(), (int) (at / EACH) + 1, EACH));
            List<JobRecord> some = page.jobs();
            for (int i = (int) (at % EACH); i < some.size(); i++, at++) {
                if (filter.ends(some.get(i))) return new JobList(jobs, -1);
                if (!filter.takes(some.get(i), now)) continue;
                if (jobs.size() == Math.min(limit, MOST)) return new JobList(jobs, at);
                jobs.add(some.get(i));
            }
            if (some.size() < EACH || at >= page.total()) return new JobList(jobs, -1);
            if (at - offset >= LOOKED_AT) return new JobList(jobs, at);
        }
    }
}
