package mayfly.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mayfly.job.Failure;
import mayfly.job.FailureKind;
import mayfly.job.JobState;
import mayfly.job.RetryPolicy;

/** Another attempt followed where the policy in the job's own record says so, and nowhere else. */
final class AttemptsKeepToPolicy implements Promise {
    /** A worker that never began says nothing against the job: it is started anew at once, whatever the policy says. */
    private static final String DID_NOT_BEGIN = "Its worker did not begin.";

    @Override
    public String words() {
        return "attempts are within the policy of their job, and each of them is remembered";
    }

    @Override
    public List<String> breaches(Evidence e) {
        var out = new ArrayList<String>();
        e.redis().jobs().forEach((id, job) -> check(id, job, out));
        return out;
    }

    private static void check(String id, Map<String, String> job, List<String> out) {
        RetryPolicy policy = RetryPolicy.parse(job.get("retry"));
        int attempts = Integer.parseInt(job.get("attempt"));
        String[] past = job.containsKey("past") ? job.get("past").split("\n") : new String[0];
        if (past.length != Math.max(0, attempts - 1)) out.add(id + ": has had " + attempts + " attempts, and remembers " + past.length + " before the last: " + job.get("past"));
        for (int i = 0; i < past.length; i++) {
            // number launched started over host pid exit signal kind peak cpu terminated killed left why
            String[] words = past[i].split(" ", 15);
            if (!words[0].equals("" + (i + 1))) out.add(id + ": remembers attempt " + words[0] + " in the place of attempt " + (i + 1));
            if (words[8].equals("-")) out.add(id + ": attempt " + (i + 1) + " is past, and nobody says why it failed: " + past[i]);
            else if (!words[14].equals(DID_NOT_BEGIN) && policy.next(failure(words[8], words[6]), i + 1, 0, 0).isEmpty()) out.add(id + ": another attempt followed against the policy " + policy.text() + ": " + past[i]);
        }
        if (job.get("state").equals(JobState.FAILED.name())) {
            int crashes = Integer.parseInt(job.getOrDefault("crashes", "0"));
            String exit = job.getOrDefault("exit", "-");
            if (policy.next(failure(job.get("kind"), exit), attempts, crashes, 0).isPresent()) out.add(id + ": has failed, and the policy " + policy.text() + " gives it another attempt: " + job.get("kind") + " in attempt " + attempts);
        }
    }

    private static Failure failure(String kind, String exit) {
        return new Failure(FailureKind.valueOf(kind), "", exit.equals("-") ? null : Integer.valueOf(exit), null, "");
    }
}
