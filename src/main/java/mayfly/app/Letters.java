package mayfly.app;

import java.io.IOException;
import java.util.Map;
import mayfly.api.Api;
import mayfly.api.Jobs;
import mayfly.api.Problems;
import mayfly.api.Results;
import mayfly.job.Notice;
import mayfly.queue.Notices;
import mayfly.queue.Refusal;

/** What subscribers are told: of a success what {@code /jobs/{id}/results} answers, of a failure the problem that it answers, of progress how the job stands. */
final class Letters implements Notices {
    private final String base;
    private final Problems problems;
    private final Route.Handler results;
    private final Route.Handler status;

    /** @param base address that users see, never empty */
    Letters(Api api, String base) {
        this.base = base;
        this.problems = new Problems(api);
        this.results = new Results(api)::show;
        this.status = new Jobs(api)::show;
    }

    @Override
    public Letter write(Notice.Kind kind, String job) throws IOException {
        if (kind != Notice.Kind.PROGRESS) {
            InwardCall call = new InwardCall(base, "/jobs/" + job + "/results", Map.of("id", job));
            boolean fits = kept(call, results);
            boolean good = call.status() == 200;
            if (fits && call.type() != null && good == (kind == Notice.Kind.SUCCESS)) return new Letter(call.type(), call.body());
            // Results that are no letter: too long, or links in headers alone. How the job stands says where they are.
        }
        InwardCall call = new InwardCall(base, "/jobs/" + job, Map.of("id", job));
        if (!kept(call, status) || call.status() != 200) throw new IOException("the status of job " + job + " cannot be told: " + call.status());
        return new Letter(call.type(), call.body());
    }

    /** @return whether the answer is kept whole */
    private boolean kept(InwardCall call, Route.Handler handler) throws IOException {
        try {
            handler.handle(call.request(), call.response());
            return true;
        } catch (InwardCall.TooLong e) {
            return false;
        } catch (Exception e) {
            // Not the job's fault: it is told later.
            if (e instanceof Refusal refusal && refusal.reason() == Refusal.Reason.STORE_DOWN) throw new IOException(refusal);
            problems.show(call.request(), call.response(), e);
            return true;
        }
    }
}
