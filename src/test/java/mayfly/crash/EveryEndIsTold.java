package mayfly.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whoever asked to be told of the end of a job was told of it, and of no other; and of no progress after it. */
final class EveryEndIsTold implements Promise {
    @Override
    public String words() {
        return "every subscriber was told how its job ended, and of no progress after that";
    }

    @Override
    public List<String> breaches(Evidence e) {
        var out = new ArrayList<String>();
        e.acknowledged().forEach((id, sent) -> {
            Map<String, String> record = e.record(id);
            // What is deleted takes its letters along.
            if (record == null || sent.plan().kind() == JobPlan.Kind.BRIEF) return;
            List<Subscriber.Letter> letters = e.letters().stream().filter(l -> l.key().equals(sent.plan().key())).toList();
            boolean good = record.get("state").equals("SUCCESSFUL");
            var end = new Subscriber.Letter(id + (good ? ".success" : ".failure"), good ? "done" : "failed", sent.plan().key());
            if (!letters.contains(end)) out.add(id + ": it is " + record.get("state") + ", and its subscriber was told " + letters);
            else if (letters.subList(letters.indexOf(end), letters.size()).stream().anyMatch(l -> !l.equals(end))) out.add(id + ": it is " + record.get("state") + ", and after that was told " + letters);
        });
        return out;
    }
}
