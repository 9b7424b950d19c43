package mayfly.api;

import java.time.Instant;
import mayfly.job.Attempt;
import mayfly.job.Failure;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.Notice;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A job as OGC API - Processes describes it: statusInfo, with the names of 1.0 and of the draft of 2.0, and what Mayfly adds. */
final class StatusInfo {
    private StatusInfo() { }

    static ObjectNode of(Call call, JobRecord job) {
        ObjectNode body = Call.object().put("jobID", job.id()).put("id", job.id()).put("processID", job.process()).put("type", "process")
                .put("processingEntityType", "ogc-api-processes").put("status", job.state().status()).put("message", message(job)).put("attempt", job.attempt());
        time(body, "created", job.times().created());
        time(body, "started", job.times().started());
        time(body, "finished", job.times().finished());
        time(body, "updated", job.times().updated());
        int percent = job.state() == JobState.SUCCESSFUL ? 100 : job.progress().percent();
        if (percent >= 0) body.put("progress", percent);
        measures(body, job);
        links(call, body.putArray("links"), job);
        return body;
    }

    /** With all attempts, and when the next one may begin. */
    static ObjectNode whole(Call call, JobRecord job) {
        ObjectNode body = of(call, job);
        ArrayNode attempts = body.putArray("attempts");
        for (Attempt a : job.attempts()) attempt(attempts.addObject(), a);
        time(body, "keptUntil", job.times().keptUntil());
        time(body, "nextAttempt", job.retries().next());
        callbacks(body, job);
        if (job.kin().before() != null) body.put("runsAgain", job.kin().before());
        if (job.kin().after() != null) body.put("runAgainAs", job.kin().after());
        return body;
    }

    private static void attempt(ObjectNode body, Attempt a) {
        body.put("number", a.number());
        time(body, "launched", a.launched());
        time(body, "started", a.started());
        time(body, "finished", a.ended());
        if (!a.host().isEmpty()) body.put("host", a.host());
        if (a.peak() > 0) body.put("peakMemory", a.peak());
        if (a.cpu() > 0) body.put("cpuTime", a.cpu());
        if (a.failure() != null) failure(body, a.failure());
        if (a.ending() != null) body.put("processesEnded", a.ending().ended()).put("processesLeft", a.ending().left());
    }

    private static void failure(ObjectNode body, Failure f) {
        body.put("kind", f.kind().name()).put("message", f.message());
        if (f.exitCode() != null) body.put("exit", f.exitCode());
        if (f.signal() != null) body.put("signal", f.signal());
    }

    /** Of hosts alone: the whole addresses may hold secrets, and whoever has the job's link sees this. */
    private static void callbacks(ObjectNode body, JobRecord job) {
        if (job.notices().isEmpty()) return;
        ArrayNode all = body.putArray("callbacks");
        for (Notice n : job.notices()) {
            ObjectNode one = all.addObject().put("event", n.kind().word()).put("host", n.host()).put("tries", n.sent());
            if (n.said() != null) one.put("lastAnswer", n.said());
            time(one, "lastTry", n.last());
            time(one, "nextTry", n.next());
            one.put("delivered", n.isDelivered());
        }
    }

    private static void links(Call call, ArrayNode links, JobRecord job) {
        String path = "/jobs/" + job.id();
        call.selfLinks(links, path);
        if (job.state() == JobState.SUCCESSFUL) call.link(links, "http://www.opengis.net/def/rel/ogc/1.0/results", "application/json", path + "/results?f=json", "Its results");
        if (job.state() == JobState.FAILED) call.link(links, "http://www.opengis.net/def/rel/ogc/1.0/exceptions", "application/problem+json", path + "/results?f=json", "What went wrong");
        call.link(links, "log", "text/plain", path + "/log?f=json", "What it wrote");
    }

    /** Of the current or last attempt: processor time in ms, memory in bytes, and what became of processes that had to be ended. */
    private static void measures(ObjectNode body, JobRecord job) {
        if (job.worker().cpu() > 0) body.put("cpuTime", job.worker().cpu());
        if (job.worker().peak() > 0) body.put("peakMemory", job.worker().peak());
        if (job.ending() != null) body.put("processesEnded", job.ending().ended()).put("processesLeft", job.ending().left());
    }

    private static String message(JobRecord job) {
        if (job.failure() != null && (job.state() == JobState.FAILED || job.state() == JobState.RETRYING)) return job.failure().kind().title() + ": " + job.failure().message();
        if (job.state() == JobState.RUNNING && !job.progress().message().isEmpty()) return job.progress().message();
        return job.state().word();
    }

    private static void time(ObjectNode body, String name, Instant at) {
        if (at != null) body.put(name, at.toString());
    }
}
