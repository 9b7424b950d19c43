package mayfly.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import mayfly.job.Attempt;
import mayfly.job.Ending;
import mayfly.job.Failure;
import mayfly.job.FailureKind;

/** The earlier attempts of a job as its record has them: a line each, facts divided by blanks, "-" for one that is not known, the message last; see {@code remember} in {@code law.lua}. */
final class Past {
    private static final int FACTS = 15;
    private final String[] facts;

    private Past(String line) {
        this.facts = line.split(" ", FACTS);
    }

    /** @param past null = none */
    static List<Attempt> read(String past) {
        if (past == null) return List.of();
        var out = new ArrayList<Attempt>();
        for (String line : past.split("\n")) out.add(new Past(line).attempt());
        return List.copyOf(out);
    }

    private Attempt attempt() {
        return new Attempt((int) number(0), time(1), time(2), time(3), is(4) ? facts[4] : "", number(5), failure(), number(9), number(10), ending());
    }

    private Failure failure() {
        return is(8) ? new Failure(FailureKind.valueOf(facts[8]), facts[14], whole(6), whole(7), "") : null;
    }

    private Ending ending() {
        return is(13) ? new Ending((int) number(11), (int) number(12), (int) number(13)) : null;
    }

    private boolean is(int i) {
        return !facts[i].equals("-");
    }

    private long number(int i) {
        return is(i) ? Long.parseLong(facts[i]) : 0;
    }

    private Integer whole(int i) {
        return is(i) ? Integer.valueOf(facts[i]) : null;
    }

    private Instant time(int i) {
        return is(i) ? Instant.ofEpochMilli(number(i)) : null;
    }
}
