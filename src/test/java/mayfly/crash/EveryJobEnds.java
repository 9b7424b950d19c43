package mayfly.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mayfly.job.JobState;

/** No job that was acknowledged is forgotten: it has ended, in one way, and stays so. */
final class EveryJobEnds implements Promise {
    @Override
    public String words() {
        return "every acknowledged job has reached one final state, and its clients saw no other";
    }

    @Override
    public List<String> breaches(Evidence e) {
        var out = new ArrayList<String>();
        if (e.settled() != null) out.add("not at rest: " + e.settled());
        for (Sent sent : e.sent()) {
            for (String broken : sent.broken()) out.add(sent.plan().key() + " " + sent.ids() + ": " + broken);
            if (sent.ids().isEmpty()) out.add(sent.plan().key() + ": was never acknowledged, although everything came back");
            else if (sent.ids().size() > 1) out.add(sent.plan().key() + ": one key made several jobs: " + sent.ids());
            else check(e, sent, out);
        }
        return out;
    }

    private static void check(Evidence e, Sent sent, List<String> out) {
        String state = state(e, sent);
        if (state == null) out.add(sent.id() + ": there is no record of it and no note of its removal");
        else if (!JobState.valueOf(state).isFinal()) out.add(sent.id() + ": it is still " + state);
        else for (String seen : sent.ends()) if (!seen.equals(JobState.valueOf(state).status())) out.add(sent.id() + ": its client was told “" + seen + "”, and it is " + state);
        if (sent.isDismissed() && state != null && !state.equals("DISMISSED")) out.add(sent.id() + ": its client was told that it is dismissed, and it is " + state);
    }

    private static String state(Evidence e, Sent sent) {
        Map<String, String> record = e.record(sent.id());
        if (record != null) return record.get("state");
        boolean mayBeGone = sent.isRemoving() || sent.plan().kind() == JobPlan.Kind.BRIEF;
        return mayBeGone && e.gone(sent.id()) != null ? e.gone(sent.id()).split(" ")[0] : null;
    }
}
