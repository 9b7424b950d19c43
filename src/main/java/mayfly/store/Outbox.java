package mayfly.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mayfly.job.Notice;

/** Letters to subscribers that are due. The script that changes a state puts them here in the same breath. Throws {@link StoreDown} when Redis does not answer. */
public final class Outbox {
    private final Redis redis;

    public Outbox(Redis redis) {
        this.redis = redis;
    }

    /** The right to send the next letter of a job, for a while. @param till names it: another one of the same job has another */
    public record Claim(String job, String till) { }

    /** Takes letters that are due. @param lease how long nobody else gets them; @return at most {@code count}, the one that has been due for longest first */
    public List<Claim> claim(int count, Duration lease) {
        var out = (List<?>) redis.runOnce(Script.CLAIM, List.of(Integer.toString(count), Long.toString(lease.toMillis())));
        var claims = new ArrayList<Claim>();
        for (int i = 0; i < out.size(); i += 2) claims.add(new Claim((String) out.get(i), (String) out.get(i + 1)));
        return claims;
    }

    /**
     * What became of a letter.
     *
     * @param said an HTTP status or a word, without blanks
     * @param wait until the next try, null = none follows; for progress until the next letter at the earliest, never null
     * @return false when the claim had run out and another has taken it, or the job is gone
     */
    public boolean noticed(Claim claim, Notice.Kind kind, String said, Duration wait) {
        return noticed(List.of(claim.job(), claim.till(), kind.word(), said, wait == null ? "" : Long.toString(wait.toMillis())));
    }

    /** It was not sent, and comes up again. */
    public boolean putBack(Claim claim, Duration wait) {
        return noticed(List.of(claim.job(), claim.till(), "", "", Long.toString(wait.toMillis())));
    }

    /** There was nothing to tell. */
    public boolean drop(Claim claim) {
        return noticed(List.of(claim.job(), claim.till(), "", "", ""));
    }

    private boolean noticed(List<String> args) {
        return Long.valueOf(1).equals(redis.run(Script.NOTICED, args));
    }
}
