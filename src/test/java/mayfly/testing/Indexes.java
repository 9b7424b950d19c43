package mayfly.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import mayfly.job.JobState;

/** Whether everything that Redis holds beside the records follows from the records: lists, queues, counters, slots, leases, tokens. What does not is an orphan, or is missing. */
public final class Indexes {
    private static final Set<String> FREE = Set.of("mayfly:seq", "mayfly:processes", "mayfly:queue:clock", "mayfly:queue:rests", "mayfly:endings", "mayfly:home", "mayfly:since", "mayfly:remains", "mayfly:outbox");
    private static final Set<String> HASHES = Set.of("mayfly:slots", "mayfly:nodes", "mayfly:undertakers");
    private final Snapshot redis;
    private final Map<String, Map<String, String>> jobs;
    private final List<String> faults = new ArrayList<>();

    private Indexes(Snapshot redis) {
        this.redis = redis;
        this.jobs = redis.jobs();
    }

    /** A line for each thing that does not agree; empty when all does. */
    public static List<String> faults(Snapshot redis) {
        return new Indexes(redis).check();
    }

    private List<String> check() {
        Map<String, Set<String>> sets = new TreeMap<>();
        Map<String, String> slots = new TreeMap<>();
        Map<String, String> tokens = new HashMap<>();
        long queued = 0;
        for (var job : jobs.entrySet()) {
            String id = job.getKey();
            Map<String, String> r = job.getValue();
            JobState state = JobState.valueOf(r.get("state"));
            String owner = r.get("owner");
            for (String scope : List.of("all", owner)) put(sets, "mayfly:jobs:" + scope + ":" + r.get("process") + ":" + state, id);
            if (state == JobState.FAILED) put(sets, "mayfly:jobs:all:" + r.get("process") + ":FAILED." + (r.containsKey("again") ? "AGAIN" : r.getOrDefault("kind", "LOST")), id);
            if (state == JobState.QUEUED) {
                queued++;
                put(sets, "mayfly:queue:" + owner, id);
                put(sets, "mayfly:queue:owners", owner);
            }
            if (state == JobState.RETRYING) put(sets, "mayfly:retrying", id);
            if (state.isFinal()) put(sets, "mayfly:expiry", id);
            if (state.holdsSlot()) {
                put(sets, "mayfly:leases", id);
                slots.merge(owner, "1", (a, b) -> "" + (Integer.parseInt(a) + 1));
            }
            if (!r.getOrDefault("token", "").isEmpty()) tokens.put("mayfly:token:" + r.get("token"), id);
        }
        compareSets(sets);
        outbox();
        apiTokens(sets);
        same("mayfly:slots", slots, redis.hashes().getOrDefault("mayfly:slots", Map.of()));
        same("mayfly:queued", queued, redis.number("mayfly:queued"));
        Map<String, String> held = new HashMap<>(redis.strings());
        held.keySet().removeIf(key -> !key.startsWith("mayfly:token:"));
        same("tokens", tokens, held);
        unknownKeys(sets.keySet());
        return faults;
    }

    /** Letters that are due: all about ends that were neither told nor given up; about progress only of jobs that have not ended. */
    private void outbox() {
        Set<String> due = new TreeSet<>();
        for (var job : jobs.entrySet()) {
            JobState state = JobState.valueOf(job.getValue().get("state"));
            if (!state.isFinal()) continue;
            String kind = state == JobState.SUCCESSFUL ? "success" : "failure";
            String called = job.getValue().get("called." + kind);
            if (job.getValue().containsKey("on" + kind) && (called == null || !called.endsWith(" 0"))) due.add(job.getKey());
        }
        Set<String> found = new TreeSet<>(redis.set("mayfly:outbox").keySet());
        found.removeIf(id -> jobs.containsKey(id) && jobs.get(id).containsKey("onprogress") && !JobState.valueOf(jobs.get(id).get("state")).isFinal());
        same("mayfly:outbox", due, found);
    }

    private static void put(Map<String, Set<String>> sets, String key, String member) {
        sets.computeIfAbsent(key, k -> new TreeSet<>()).add(member);
    }

    private void compareSets(Map<String, Set<String>> expected) {
        expected.forEach((key, members) -> same(key, members, new TreeSet<>(redis.set(key).keySet())));
    }

    /** Each is on its owner's list. The list may still name some that have ended: they leave it when the next one is made. */
    private void apiTokens(Map<String, Set<String>> sets) {
        redis.hashes().forEach((key, pass) -> {
            if (!key.startsWith("mayfly:pass:")) return;
            String list = "mayfly:passes:" + pass.get("owner");
            String hash = key.substring("mayfly:pass:".length());
            put(sets, list, hash);
            double ends = Double.parseDouble(pass.getOrDefault("ends", "Infinity"));
            if (!Double.valueOf(ends).equals(redis.set(list).get(hash))) faults.add(key + ": should end at " + ends + " by " + list + ": " + redis.set(list));
        });
        redis.sets().forEach((key, members) -> {
            if (key.startsWith("mayfly:passes:")) members.forEach((hash, ends) -> {
                if (ends.isInfinite() && !redis.hashes().containsKey("mayfly:pass:" + hash)) faults.add(key + ": there is no token " + hash);
            });
        });
    }

    private void unknownKeys(Set<String> known) {
        for (String key : redis.sets().keySet()) if (!known.contains(key) && !FREE.contains(key) && !key.startsWith("mayfly:passes:")) faults.add(key + " should be empty or not exist: " + redis.set(key));
        for (String key : redis.hashes().keySet()) if (!key.matches("mayfly:(job|pass):.*") && !HASHES.contains(key)) faults.add(key + ": nobody knows this key");
        for (String key : redis.strings().keySet()) {
            if (!FREE.contains(key) && !key.matches("mayfly:(token:.*|gone:.*|runs:.*|queued)")) faults.add(key + ": nobody knows this key");
        }
    }

    private void same(String what, Object expected, Object found) {
        if (!expected.equals(found)) faults.add(what + ": by the records " + expected + ", found " + found);
    }
}
