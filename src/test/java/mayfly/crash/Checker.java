package mayfly.crash;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds each promise against what a run has left. */
final class Checker {
    static final List<Promise> PROMISES = List.of(new EveryJobEnds(), new OutcomesAreRight(), new HistoryIsLawful(), new OneOutcomePerAttempt(), new AttemptsKeepToPolicy(),
            new EveryEndIsTold(), new NoProcessIsLeft(), new NothingIsOrphaned());

    private Checker() { }

    /** By promise, in words, what broke it. */
    static Map<String, List<String>> check(Evidence evidence) throws Exception {
        var out = new LinkedHashMap<String, List<String>>();
        for (Promise promise : PROMISES) out.put(promise.words(), promise.breaches(evidence));
        return out;
    }
}
