package mayfly.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mayfly.catalog.Checked;
import mayfly.catalog.Fault;
import mayfly.catalog.ProcessDescription;
import mayfly.job.JobRecord;
import mayfly.job.Owner;
import mayfly.queue.JobService.Submitted;
import mayfly.queue.ProblemType;
import mayfly.queue.Refusal;
import mayfly.queue.Submission;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /processes/{id}/execution} with JSON: 201, the job's address, and how it stands; or, where the client and the process would have it so, the results, once they
 * are there. Whatever becomes of the client, a job that was taken in is carried out.
 */
public final class Execution {
    private final Api api;
    private final Results results;

    public Execution(Api api) {
        this.api = api;
        this.results = new Results(api);
    }

    public void submit(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var call = new Call(request);
        ProcessDescription process = api.jobs().process(call.path("id"));
        String token = new IdempotencyKey(api, call).token();
        ExecuteBody body = ExecuteBody.read(JsonBody.read(request), process);
        Preference preference = Preference.of(request);
        // Whoever is referred to answers when he likes: the container's threads are not there to wait for him.
        boolean apart = GivenInputs.referElsewhere(body.inputs()) && !request.isAsyncStarted();
        if (apart) Later.apart((req, resp) -> submit(new Call(req), resp, process, body, preference, token)).leave(request);
        else submit(call, response, process, body, preference, token);
    }

    private void submit(Call call, HttpServletResponse response, ProcessDescription process, ExecuteBody body, Preference preference, String token) throws IOException {
        String id = submit(process, body, call.owner(), token).id();
        api.jobs().allowance(call.owner()).ifPresent(a -> {
            response.setHeader("RateLimit-Policy", a.policy());
            response.setHeader("RateLimit", a.limit());
        });
        Duration wait = preference.wait(process, body.mode(), api.patience());
        if (wait.isZero()) accepted(call, response, process, id);
        else new Later(id, wait, (req, resp) -> ended(new Call(req), resp, process, id, preference)).leave(call.http());
    }

    private void accepted(Call call, HttpServletResponse response, ProcessDescription process, String id) throws IOException {
        response.setHeader("Location", call.url("/jobs/" + id));
        response.setHeader("Preference-Applied", "respond-async");
        Call.answer(response, 201, "application/json", status(call, process, id));
    }

    /** Its job has ended, or the time is over. */
    private void ended(Call call, HttpServletResponse response, ProcessDescription process, String id, Preference preference) throws IOException {
        JobRecord job = found(id);
        if (job == null || !job.state().isFinal()) {
            accepted(call, response, process, id);
            return;
        }
        response.setHeader("Content-Location", call.url("/jobs/" + id + "/results"));
        if (preference.seconds() >= 0) response.setHeader("Preference-Applied", "wait=" + Math.min(preference.seconds(), api.patience().toSeconds()));
        results.answer(call, response, job);
    }

    private Submitted submit(ProcessDescription process, ExecuteBody body, Owner owner, String token) {
        var given = new GivenInputs(api);
        try {
            return submit(process, given, body, owner, token);
        } catch (RuntimeException e) {
            // A program sends all of it again: what has arrived would only take up the disk.
            api.jobs().discard(given.uploads());
            throw e;
        }
    }

    private Submitted submit(ProcessDescription process, GivenInputs given, ExecuteBody body, Owner owner, String token) {
        ObjectNode inputs = given.settle(process, body.inputs());
        Checked checked = api.check().apply(process, inputs);
        List<Fault> faults = faults(given, checked);
        if (!faults.isEmpty()) {
            String named = faults.size() == 1 ? "One input cannot be used" : faults.size() + " inputs cannot be used";
            throw new Problem(ProblemType.BAD_INPUTS, named + "; see “errors” for what each accepts.", faults);
        }
        return api.jobs().submit(new Submission(process, checked.inputs(), given.uploads(), owner, token, null, body.asked()));
    }

    /** The job stands, and its answer must not be that it does not, should the store go away this moment. */
    private ObjectNode status(Call call, ProcessDescription process, String id) {
        JobRecord job = found(id);
        return job != null ? StatusInfo.of(call, job) : Call.object().put("jobID", id).put("processID", process.id()).put("type", "process").put("status", "accepted");
    }

    /** Null while the store is away. */
    private JobRecord found(String id) {
        try {
            return api.jobs().job(id);
        } catch (Refusal e) {
            if (e.reason() != Refusal.Reason.STORE_DOWN) throw e;
            return null;
        }
    }

    private static List<Fault> faults(GivenInputs given, Checked checked) {
        var faults = new ArrayList<>(given.faults());
        List<String> named = faults.stream().map(Fault::input).toList();
        checked.faults().stream().filter(f -> !named.contains(f.input())).forEach(faults::add);
        return faults;
    }
}
