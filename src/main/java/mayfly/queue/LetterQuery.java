package mayfly.queue;

import java.util.Arrays;
import java.util.List;
import mayfly.job.FailureKind;
import mayfly.store.Letters;

/**
 * Which dead letters to list, newest first.
 *
 * @param kind    only those that failed in this way; null = in any
 * @param again   those that have been run again, whatever their kind; else those that have not
 * @param process only jobs of this process; null = of any
 * @param offset  how many of them to pass over, at least 0
 * @param count   how many to list, 1 to 100
 * @param until   {@link LetterPage#until} of an answer before: nothing that has come since is listed; 0 = all
 */
public record LetterQuery(FailureKind kind, boolean again, String process, long offset, int count, long until) {
    /** Most that one answer lists, and one step runs again. */
    public static final int MOST = 100;

    public LetterQuery {
        offset = Math.max(0, offset);
        count = Math.max(1, Math.min(MOST, count));
    }

    /** The same from another place, as things stood at {@code until}. */
    LetterQuery at(long offset, int count, long until) {
        return new LetterQuery(kind, again, process, offset, count, until);
    }

    List<String> lists() {
        if (again) return List.of(Letters.AGAIN);
        return kind == null ? Arrays.stream(FailureKind.values()).map(Letters::list).toList() : List.of(Letters.list(kind));
    }
}
