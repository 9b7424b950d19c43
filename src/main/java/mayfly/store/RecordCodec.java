package mayfly.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mayfly.job.Asked;
import mayfly.job.Ending;
import mayfly.job.Failure;
import mayfly.job.FailureKind;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.Kin;
import mayfly.job.Limits;
import mayfly.job.OnLog;
import mayfly.job.Owner;
import mayfly.job.Progress;
import mayfly.job.Retries;
import mayfly.job.RetryPolicy;
import mayfly.job.Worker;

/**
 * The mapping between a record and its hash. Times are milliseconds since 1970 by Redis' clock; everything is text. Flat fields, so that the
 * worker can write its words without a JSON library.
 */
final class RecordCodec {
    private final Map<String, String> h;

    private RecordCodec(Map<String, String> hash) {
        this.h = hash;
    }

    static JobRecord read(String id, Map<String, String> hash) {
        return new RecordCodec(hash).record(id);
    }

    /** @param pairs {name, value, name, value, ...}, as a script returns a hash */
    static JobRecord read(String id, List<?> pairs) {
        var hash = new HashMap<String, String>();
        for (int i = 0; i < pairs.size(); i += 2) hash.put((String) pairs.get(i), (String) pairs.get(i + 1));
        return read(id, hash);
    }

    /** The fields that do not come from the law: what the submitter brought and what was resolved for it. */
    static List<String> fields(NewJob job) {
        var out = new ArrayList<String>();
        put(out, "version", job.version());
        put(out, "label", job.label());
        put(out, "inputs", job.inputs());
        put(out, "keep", Long.toString(job.keep().toMillis()));
        put(out, "soft", Long.toString(job.limits().soft().toMillis()));
        put(out, "hard", Long.toString(job.limits().hard().toMillis()));
        put(out, "grace", Long.toString(job.limits().grace().toMillis()));
        put(out, "memory", Long.toString(job.limits().memory()));
        put(out, "retry", job.retry().text());
        if (job.before() != null) put(out, "before", job.before());
        // A record is small: what is not limited takes no room in it.
        if (job.limits().tree() > 0) put(out, "tree", Long.toString(job.limits().tree()));
        if (job.limits().log() > 0) put(out, "log", Long.toString(job.limits().log()));
        if (job.limits().onLog() != OnLog.HALT) put(out, "onlog", job.limits().onLog().name());
        if (job.limits().output() > 0) put(out, "output", Long.toString(job.limits().output()));
        if (!job.mark().isEmpty()) put(out, "mark", job.mark());
        putAny(out, "response", job.asked().response());
        putAny(out, "wanted", job.asked().outputs());
        putAny(out, "onsuccess", job.asked().subscriber().success());
        putAny(out, "onprogress", job.asked().subscriber().progress());
        putAny(out, "onfailure", job.asked().subscriber().failure());
        return out;
    }

    static List<String> fields(Failure failure) {
        var out = new ArrayList<String>();
        put(out, "kind", failure.kind().name());
        put(out, "why", failure.message());
        if (failure.exitCode() != null) put(out, "exit", failure.exitCode().toString());
        if (failure.signal() != null) put(out, "signal", failure.signal().toString());
        if (!failure.tail().isEmpty()) put(out, "tail", failure.tail());
        return out;
    }

    static List<String> fields(Ending ending) {
        return List.of("terminated", Integer.toString(ending.terminated()), "killed", Integer.toString(ending.killed()), "left", Integer.toString(ending.left()));
    }

    private static void put(List<String> out, String name, String value) {
        out.add(name);
        out.add(value);
    }

    private static void putAny(List<String> out, String name, String value) {
        if (value != null) put(out, name, value);
    }

    private JobRecord record(String id) {
        var times = new JobRecord.Times(time("created"), time("launched"), time("started"), time("over"), time("finished"), time("updated"), time("kept"));
        var limits = new Limits(millis("soft"), millis("hard"), millis("grace"), number("memory"), number("tree"), number("log"),
                OnLog.valueOf(h.getOrDefault("onlog", "HALT")), number("output"));
        var worker = new Worker(h.getOrDefault("host", ""), number("pid"), time("begun"), time("heard"), time("seen"), number("peak"), number("cpu"), h.getOrDefault("node", ""), "1".equals(h.get("stopped")));
        var progress = new Progress(number("cur"), number("tot"), h.get("msg"));
        return new JobRecord(id, h.get("process"), h.get("version"), h.getOrDefault("label", ""), JobState.valueOf(h.get("state")), (int) number("attempt"),
                new Owner(h.get("owner")), h.get("inputs"), limits, times, progress, worker, failure(), ending(), h.get("result"), retries(), new Kin(h.get("before"), h.get("again")),
                new Asked(h.get("response"), h.get("wanted"), new Asked.Subscriber(h.get("onsuccess"), h.get("onprogress"), h.get("onfailure"))), h.getOrDefault("mark", ""), Called.read(h));
    }

    private Retries retries() {
        RetryPolicy policy = Optional.ofNullable(h.get("retry")).map(RetryPolicy::parse).orElse(RetryPolicy.DEFAULT);
        return new Retries(policy, (int) number("crashes"), time("next"), Past.read(h.get("past")));
    }

    private Failure failure() {
        if (!h.containsKey("kind")) return null;
        return new Failure(FailureKind.valueOf(h.get("kind")), h.get("why"), whole("exit"), whole("signal"), h.get("tail"));
    }

    private Ending ending() {
        return h.containsKey("left") ? new Ending((int) number("terminated"), (int) number("killed"), (int) number("left")) : null;
    }

    private Integer whole(String name) {
        return h.containsKey(name) ? Integer.valueOf(h.get(name)) : null;
    }

    private long number(String name) {
        String text = h.get(name);
        return text == null || text.isEmpty() ? 0 : Long.parseLong(text);
    }

    private Duration millis(String name) {
        return Duration.ofMillis(number(name));
    }

    private Instant time(String name) {
        long ms = number(name);
        return ms == 0 ? null : Instant.ofEpochMilli(ms);
    }
}
