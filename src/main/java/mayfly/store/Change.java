package mayfly.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mayfly.job.Ending;
import mayfly.job.Failure;
import mayfly.job.JobState;

/**
 * A wish to change a state.
 *
 * @param attempt who says so: an attempt number, or 0 for whoever may
 * @param from    the state it must be in; null = any from which the law allows it
 * @param silent  how long ago its lease must have run out; null = that does not matter. Only with {@code from}
 * @param text    words for the history; may be empty
 * @param span    for LAUNCHING and RUNNING of the lease, zero = leave it; for RETRYING until the next attempt
 * @param fields  further fields of the record: name, value, ...
 */
public record Change(String id, JobState to, int attempt, JobState from, Duration silent, String text, Duration span, List<String> fields) {
    public Change(String id, JobState to, int attempt, JobState from, String text, Duration span, List<String> fields) {
        this(id, to, attempt, from, null, text, span, fields);
    }

    public static Change to(String id, JobState to, String text) {
        return new Change(id, to, 0, null, text, Duration.ZERO, List.of());
    }

    public static Change failed(String id, int attempt, Failure failure) {
        return new Change(id, JobState.FAILED, attempt, null, failure.message(), Duration.ZERO, RecordCodec.fields(failure));
    }

    /** @param crashes attempts that ended without a word of their worker's, this one included */
    public static Change retrying(String id, int attempt, Failure failure, int crashes, Duration wait) {
        return new Change(id, JobState.RETRYING, attempt, null, failure.message(), wait, RecordCodec.fields(failure)).with(List.of("crashes", Integer.toString(crashes)));
    }

    public Change of(int attempt) {
        return new Change(id, to, attempt, from, silent, text, span, fields);
    }

    public Change only(JobState from) {
        return new Change(id, to, attempt, from, silent, text, span, fields);
    }

    /** Only from {@code from}, and only where nothing has renewed the lease meanwhile. */
    public Change only(JobState from, Duration silent) {
        return new Change(id, to, attempt, from, silent, text, span, fields);
    }

    public Change with(List<String> more) {
        var all = new ArrayList<>(fields);
        all.addAll(more);
        return new Change(id, to, attempt, from, silent, text, span, all);
    }

    public Change with(Ending ending) {
        return with(RecordCodec.fields(ending));
    }

    List<String> args() {
        var args = new ArrayList<>(List.of(id, to.name(), attempt == 0 ? "" : Integer.toString(attempt), text, Long.toString(span.toMillis()), condition()));
        args.addAll(fields);
        return args;
    }

    private String condition() {
        return from == null ? "" : from.name() + (silent == null ? "" : " " + silent.toMillis());
    }
}
