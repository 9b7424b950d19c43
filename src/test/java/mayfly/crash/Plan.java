package mayfly.crash;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mayfly.crash.JobPlan.Kind;
import mayfly.crash.task.Saving;
import mayfly.job.FailureKind;

/**
 * What one client sends, drawn from a seed: the same seed gives the same jobs in the same order. What becomes of them, and when, depends on the machine too, so a run
 * with the same seed has the same plan and not the same course.
 */
final class Plan {
    private static final Kind[] MIX = {Kind.SHORT, Kind.SHORT, Kind.SHORT, Kind.LONG, Kind.LONG, Kind.LONG, Kind.BRIEF, Kind.FAILING, Kind.AGAIN, Kind.AGAIN, Kind.FORKING, Kind.FORKING, Kind.SAVING, Kind.SAVING, Kind.SAVING};
    private final Random random;
    private final String prefix;
    private int number;

    Plan(long seed, int client) {
        random = new Random(seed * 31 + client);
        prefix = "crash-" + seed + "-" + client + "-";
    }

    JobPlan next() {
        Kind kind = MIX[random.nextInt(MIX.length)];
        return switch (kind) {
            case SHORT, BRIEF -> count(kind, 1 + random.nextInt(12), "0");
            case LONG -> count(kind, 5 + random.nextInt(20), "0." + (1 + random.nextInt(3)));
            case FAILING -> failing(random.nextBoolean() ? FailureKind.INPUT : FailureKind.COMPUTATION);
            case AGAIN -> again(1 + random.nextInt(2), random.nextInt(1000));
            case SAVING -> saving(10 + random.nextInt(20));
            case FORKING -> forking(1 + random.nextInt(4), random.nextInt(3));
        };
    }

    private JobPlan count(Kind kind, int steps, String pause) {
        int start = random.nextInt(100);
        int increment = 1 + random.nextInt(9);
        int end = start + (steps - 1) * increment;
        String inputs = "{\"start\":" + start + ",\"end\":" + end + ",\"increment\":" + increment + ",\"pause\":" + pause + "}";
        return plan(kind, inputs, "numbers", IntStream.range(0, steps).mapToObj(i -> "" + (start + i * increment)).collect(Collectors.joining(",", "[", "]")), null);
    }

    private JobPlan failing(FailureKind how) {
        return plan(Kind.FAILING, "{\"how\":\"" + how.name().toLowerCase(java.util.Locale.ROOT) + "\"}", null, null, how);
    }

    private JobPlan again(int times, int answer) {
        return plan(Kind.AGAIN, "{\"times\":" + times + ",\"answer\":" + answer + "}", "answer", "" + answer, null);
    }

    private JobPlan saving(int steps) {
        return plan(Kind.SAVING, "{\"steps\":" + steps + ",\"pause\":0.1}", "value", "" + Saving.value(steps), null);
    }

    private JobPlan forking(int children, int pause) {
        return plan(Kind.FORKING, "{\"children\":" + children + ",\"pause\":" + pause + "}", "children", "" + children, null);
    }

    private JobPlan plan(Kind kind, String inputs, String output, String value, FailureKind failure) {
        int dismiss = random.nextInt(6) == 0 ? random.nextInt(4000) : -1;
        boolean remove = random.nextInt(8) == 0;
        boolean twice = random.nextInt(8) == 0;
        return new JobPlan(prefix + String.format("%08d", ++number), kind, inputs, output, value, failure, random.nextInt(500), dismiss, remove, twice);
    }
}
