package mayfly.crash;

import java.util.ArrayList;
import java.util.List;
import mayfly.job.JobState;

/** Every change of state is in the law's table, in the record's history and in what was heard of it while it happened. */
final class HistoryIsLawful implements Promise {
    @Override
    public String words() {
        return "every change of state is in the law's table, and no final state was left";
    }

    @Override
    public List<String> breaches(Evidence e) {
        var out = new ArrayList<String>();
        e.redis().jobs().forEach((id, job) -> {
            List<Story> story = Story.of(job);
            if (Story.isWhole(job) && story.get(0).state() != JobState.QUEUED) out.add(id + ": begins with " + story.get(0));
            for (int i = 1; i < story.size(); i++) if (!isLawful(story.get(i - 1), story.get(i))) out.add(id + ": " + story.get(i - 1) + " was followed by " + story.get(i));
            Story last = story.get(story.size() - 1);
            if (!last.state().name().equals(job.get("state")) || last.attempt() != Integer.parseInt(job.get("attempt"))) out.add(id + ": is " + job.get("state") + ", and its history ends with " + last);
            if (Story.isWhole(job) && !wasHeard(e.heard(), id, story)) out.add(id + ": the news heard of it do not fit its history " + story);
        });
        return out;
    }

    private static boolean isLawful(Story before, Story after) {
        int attempt = before.attempt() + (after.state() == JobState.LAUNCHING ? 1 : 0);
        return before.state().allows(after.state()) && after.attempt() == attempt && after.at() >= before.at();
    }

    /** News may be missed, and never be in another order. One who waits for an attempt may be announced once more, when it is hurried. */
    private static boolean wasHeard(List<String> heard, String id, List<Story> story) {
        int at = 0;
        JobState last = null;
        for (String news : heard) {
            if (!news.startsWith(id + " ")) continue;
            JobState state = JobState.valueOf(news.substring(id.length() + 1));
            if (state == last && state == JobState.RETRYING) continue;
            while (at < story.size() && story.get(at).state() != state) at++;
            if (at++ == story.size()) return false;
            last = state;
        }
        return true;
    }
}
