package mayfly.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import mayfly.queue.JobService;
import mayfly.queue.Launching;
import mayfly.queue.Overview;
import mayfly.queue.Refusal;

/**
 * {@code GET /metrics}: figures for Prometheus and its like. Figures about jobs are everybody's and, with several nodes on one store, the same on each; those about launching, disk
 * and JVM are this node's. While the store is away its figures are left out and {@code mayfly_store_up} is 0: a scrape that fails would say nothing.
 */
public final class Metrics {
    private final JobService jobs;
    private final String version;

    /** @param version of the application */
    public Metrics(Api api, String version) {
        this.jobs = api.jobs();
        this.version = version;
    }

    public void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] bytes = text().getBytes(StandardCharsets.UTF_8);
        response.setContentType(Exposition.TYPE);
        response.setHeader("Cache-Control", "private, no-store");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private String text() {
        var out = new Exposition();
        Overview overview = overview();
        out.gauge("mayfly_store_up", "Whether the job store answers; while it does not, what it knows is left out.", overview == null ? 0 : 1);
        out.gauge("mayfly_slots", "Jobs that may run at once.", jobs.slots());
        if (overview != null) out.gauge("mayfly_nodes", "Web nodes that live, this one among them.", jobs.nodes().size());
        if (overview != null) stored(out, overview);
        launched(out, jobs.launching());
        disk(out);
        JvmFigures.write(out);
        return out.toString();
    }

    /** Null while the store does not answer. */
    private Overview overview() {
        try {
            return jobs.overview();
        } catch (Refusal e) {
            if (e.reason() != Refusal.Reason.STORE_DOWN) throw e;
            return null;
        }
    }

    private static void stored(Exposition out, Overview overview) {
        out.gauge("mayfly_slots_busy", "Slots in use.", overview.busy());
        out.gauge("mayfly_letters_waiting", "Letters to subscribers that are due, on their way, or to be tried again.", overview.letters());
        out.gauge("mayfly_queued", "Jobs in the queue.", overview.queued());
        out.gauges("mayfly_jobs", "Jobs kept, by process and state.");
        overview.jobs().forEach((process, counts) ->
                counts.forEach((state, n) -> out.sample(n, "process", process, "state", state.name().toLowerCase(Locale.ROOT))));
    }

    private void launched(Exposition out, Launching l) {
        out.counters("mayfly_launches_total", "Workers that were given a job: started for it (cold), or ahead of it (standby).").sample(l.cold(), "kind", "cold").sample(l.standby(), "kind", "standby");
        out.counters("mayfly_launches_without_archive_total", "Of the cold ones, those without a class-data archive, which start more slowly.").sample(l.slow());
        out.gauge("mayfly_standby_ready", "Workers that stand by.", l.ready());
        out.gauge("mayfly_standby_memory_short", "Whether no workers are started ahead because memory is short.", l.scarce() ? 1 : 0);
        out.gauge("mayfly_archive_ready", "Whether workers start with a class-data archive.", l.archiveReady() ? 1 : 0);
        out.gauges("mayfly_build_info", "1, with the version of the application and the name of the version of the code that workers run.").sample(1, "version", version, "runtime", l.runtime());
    }

    private void disk(Exposition out) {
        try {
            out.gauge("mayfly_disk_free_bytes", "Bytes free for uploads and results.", jobs.freeDisk());
        } catch (UncheckedIOException | Refusal e) {
            // The home is gone or full to the last byte: not known, and the other figures matter the more.
        }
    }
}
