package mayfly.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mayfly.job.FailureKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came of a job is what comes of it where nothing breaks; unless its worker was killed, or could not be started, as often as its policy bears. */
final class OutcomesAreRight implements Promise {
    private static final Set<String> BY_FAULTS = Set.of("LOST", "LAUNCH");

    @Override
    public String words() {
        return "the outcome of every job is that of a run without faults, or the policy has given it up";
    }

    @Override
    public List<String> breaches(Evidence e) {
        Set<String> killed = e.faults().stream().filter(Faults.Fault::kills).map(Faults.Fault::attempt).collect(Collectors.toSet());
        var out = new ArrayList<String>();
        e.acknowledged().forEach((id, sent) -> {
            Map<String, String> record = e.record(id);
            if (record == null) return;
            switch (record.get("state")) {
                case "SUCCESSFUL" -> success(id, sent.plan(), record, out);
                case "FAILED" -> failure(id, sent.plan(), record, killed, out);
                case "DISMISSED" -> {
                    if (sent.plan().dismiss() < 0) out.add(id + ": is DISMISSED, and nobody asked for it");
                }
                default -> { }
            }
        });
        return out;
    }

    private static void success(String id, JobPlan plan, Map<String, String> record, List<String> out) {
        if (plan.failure() != null) {
            out.add(id + ": is SUCCESSFUL, and can only fail (" + plan.failure() + ")");
            return;
        }
        for (JsonNode output : JsonMapper.shared().readTree(record.get("result"))) {
            if (output.path("id").asString().equals(plan.output()) && output.path("value").equals(JsonMapper.shared().readTree(plan.value()))) return;
        }
        out.add(id + ": its result is " + record.get("result") + ", and should have " + plan.output() + " = " + plan.value());
    }

    private static void failure(String id, JobPlan plan, Map<String, String> record, Set<String> killed, List<String> out) {
        String kind = record.get("kind");
        boolean tooEarly = plan.kind() == JobPlan.Kind.AGAIN && FailureKind.valueOf(kind) == FailureKind.COMPUTATION && "20".equals(record.get("exit"));
        if (plan.failure() != null && plan.failure().name().equals(kind)) return;
        if (!BY_FAULTS.contains(kind) && !tooEarly) out.add(id + ": has failed with " + kind + " (" + record.get("why") + "), and should " + (plan.failure() == null ? "succeed" : "fail with " + plan.failure()));
        String attempt = id + "/" + record.get("attempt");
        if (kind.equals("LOST") && !killed.contains(attempt)) out.add(id + ": its worker is said to be lost, and nobody killed that of " + attempt + ": " + record.get("why"));
    }
}
