package mayfly.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import mayfly.job.JobState;
import mayfly.store.JobStore.Creation;

/**
 * The law of a job on one page, without Redis and without a clock, written down from the design a second time: its table is not that of {@link JobState}, so that a mistake there
 * does not become a mistake here.
 */
final class LawModel {
    private static final Map<String, Set<String>> LAW = Map.of(
            "WAITING", Set.of("QUEUED", "FAILED", "DISMISSED"),
            "QUEUED", Set.of("LAUNCHING", "DISMISSED"),
            "LAUNCHING", Set.of("RUNNING", "RETRYING", "FAILED", "DISMISSED"),
            "RUNNING", Set.of("SUCCESSFUL", "RETRYING", "FAILED", "DISMISSED"),
            "RETRYING", Set.of("QUEUED", "DISMISSED"),
            "SUCCESSFUL", Set.of(), "FAILED", Set.of(), "DISMISSED", Set.of());
    private static final Set<String> HOLDS = Set.of("LAUNCHING", "RUNNING");

    /** One job as the law sees it. */
    static final class Job {
        final String owner;
        final String token;
        final List<String> story = new ArrayList<>();
        String state = "QUEUED";
        int attempt;
        /** Whether its lease has run out. */
        boolean silent;
        /** Attempts that failed and were followed by another. */
        int past;

        Job(String owner, String token) {
            this.owner = owner;
            this.token = token;
            story.add("QUEUED 0");
        }

        boolean isFinal() {
            return LAW.get(state).isEmpty();
        }
    }

    /** By id, in the order of creation. */
    final Map<String, Job> jobs = new LinkedHashMap<>();
    final Set<String> endings = new TreeSet<>();
    final Set<String> gone = new TreeSet<>();

    Creation submit(String id, String owner, String token, int most, int mostOwner) {
        if (!token.isEmpty() && madeBy(token) != null) return Creation.REPEATED;
        if (jobs.containsKey(id)) return Creation.OK;
        if (queued(null) >= most) return Creation.FULL;
        if (queued(owner) >= mostOwner) return Creation.OWNER_FULL;
        jobs.put(id, new Job(owner, token));
        return Creation.OK;
    }

    String madeBy(String token) {
        return jobs.entrySet().stream().filter(j -> j.getValue().token.equals(token)).map(Map.Entry::getKey).findFirst().orElse(null);
    }

    private long queued(String owner) {
        return jobs.values().stream().filter(j -> j.state.equals("QUEUED") && (owner == null || j.owner.equals(owner))).count();
    }

    private long holding(String owner) {
        return jobs.values().stream().filter(j -> HOLDS.contains(j.state) && (owner == null || j.owner.equals(owner))).count();
    }

    /** Those that may be taken: of each owner with a slot left the job that waits longest. Whose turn it is, fair shares say, which have a test of their own. */
    Set<String> mayBeTaken(int slots, int ownerSlots) {
        Map<String, String> first = new LinkedHashMap<>();
        if (holding(null) < slots) jobs.forEach((id, job) -> {
            if (job.state.equals("QUEUED") && holding(job.owner) < ownerSlots) first.putIfAbsent(job.owner, id);
        });
        return new TreeSet<>(first.values());
    }

    void leaseRunsOut(String id) {
        if (jobs.containsKey(id)) jobs.get(id).silent = HOLDS.contains(jobs.get(id).state);
    }

    /** @param attempt who says so, 0 = whoever may; @param from null = any; @param silent whether only where its lease has run out */
    Verdict change(String id, String to, int attempt, String from, boolean silent) {
        Job job = jobs.get(id);
        if (job == null) return Verdict.GONE;
        if (from != null && !from.equals(job.state)) return Verdict.NO;
        if (silent && HOLDS.contains(job.state) && !job.silent) return Verdict.NO;
        if (attempt != 0 && attempt != job.attempt) return Verdict.STALE;
        if (to.equals(job.state)) return Verdict.SAME;
        if (!LAW.get(job.state).contains(to)) return Verdict.NO;
        if (HOLDS.contains(job.state) && !HOLDS.contains(to)) endings.add(id + "/" + job.attempt);
        if (to.equals("LAUNCHING")) job.past = job.attempt++;
        job.state = to;
        job.silent = false;
        job.story.add(to + " " + job.attempt);
        return Verdict.OK;
    }

    /** "OK", or the state that the attempt has no say in, "" = gone. */
    String beat(String id, int attempt) {
        Job job = jobs.get(id);
        if (job == null || !job.state.equals("RUNNING") || job.attempt != attempt) return job == null ? "" : job.state;
        job.silent = false;
        return "OK";
    }

    boolean note(String id, int attempt) {
        Job job = jobs.get(id);
        if (job == null || !HOLDS.contains(job.state) || job.attempt != attempt) return false;
        job.silent = false;
        return true;
    }

    boolean hurry(String id) {
        return jobs.containsKey(id) && jobs.get(id).state.equals("RETRYING");
    }

    boolean remove(String id) {
        if (!jobs.containsKey(id) || !jobs.get(id).isFinal()) return false;
        jobs.remove(id);
        return gone.add(id);
    }
}
