package mayfly.web;

import java.time.Instant;
import java.util.List;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.Notice;

/**
 * What became of letters to a job's subscriber.
 *
 * @param what is told there
 * @param host of the subscriber; never more of its address
 */
public record Told(String what, String how, String host) {
    /** Those that a job of this state may still send, or has sent. */
    static List<Told> of(JobRecord job, Instant now) {
        return job.notices().stream().filter(n -> n.sent() > 0 || !job.state().isFinal() || ofEnd(job) == n.kind()).map(n -> new Told(what(n.kind()), how(n, now), new Words().name(n.host()))).toList();
    }

    private static Notice.Kind ofEnd(JobRecord job) {
        return job.state() == JobState.SUCCESSFUL ? Notice.Kind.SUCCESS : Notice.Kind.FAILURE;
    }

    private static String what(Notice.Kind kind) {
        return switch (kind) {
            case SUCCESS -> "Its results";
            case PROGRESS -> "Its progress";
            case FAILURE -> "Its failure";
        };
    }

    private static String how(Notice n, Instant now) {
        if (n.sent() == 0) return "Not told yet";
        String said = (n.isDelivered() ? "told" : n.said().matches("\\d+") ? "it answered " + n.said() : "it was not reached (" + n.said() + ")") + " at " + Moment.recent(n.last(), now).text();
        if (n.kind() == Notice.Kind.PROGRESS) return n.sent() + " sent, the last " + said;
        String tries = n.sent() == 1 ? "" : ", after " + n.sent() + " tries";
        if (n.isDelivered()) return "Told at " + Moment.recent(n.last(), now).text() + tries;
        return n.isGivenUp() ? "Given up" + tries + ": " + said : "Not told yet: " + said + ", tried again at about " + Moment.recent(n.next(), now).text();
    }
}
