package mayfly.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mayfly.catalog.Checked;
import mayfly.catalog.Fault;
import mayfly.catalog.ProcessDescription;
import mayfly.job.Owner;
import mayfly.queue.JobService.Submitted;
import mayfly.queue.ProblemType;
import mayfly.queue.Refusal;
import mayfly.queue.Submission;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /processes/{id}/execution} with JSON: 201, the job's address, and how it stands. */
public final class Execution {
    private final Api api;

    public Execution(Api api) {
        this.api = api;
    }

    public void submit(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var call = new Call(request);
        ProcessDescription process = api.jobs().process(call.path("id"));
        String token = new IdempotencyKey(api, call).token();
        Submitted submitted = submit(process, ExecuteBody.read(JsonBody.read(request), process), call.owner(), token);
        response.setHeader("Location", call.url("/jobs/" + submitted.id()));
        response.setHeader("Preference-Applied", "respond-async");
        Call.answer(response, 201, "application/json", status(call, process, submitted.id()));
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
        try {
            return StatusInfo.of(call, api.jobs().job(id));
        } catch (Refusal e) {
            if (e.reason() != Refusal.Reason.STORE_DOWN) throw e;
            return Call.object().put("jobID", id).put("processID", process.id()).put("type", "process").put("status", "accepted");
        }
    }

    private static List<Fault> faults(GivenInputs given, Checked checked) {
        var faults = new ArrayList<>(given.faults());
        List<String> named = faults.stream().map(Fault::input).toList();
        checked.faults().stream().filter(f -> !named.contains(f.input())).forEach(faults::add);
        return faults;
    }
}
