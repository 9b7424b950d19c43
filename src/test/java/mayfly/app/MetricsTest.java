package mayfly.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mayfly.catalog.Catalog;
import mayfly.job.JobState;
import mayfly.queue.Launching;
import mayfly.testing.TestMayfly;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The figures are those of what was run: real workers, a real Redis. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class MetricsTest {
    @TempDir
    private Path home;

    private static PrometheusText metrics(WebServer server) throws IOException, InterruptedException {
        HttpResponse<String> answer = Http.json(server.url("/metrics"), "Authorization", WebServer.operator());
        assertEquals(200, answer.statusCode());
        assertEquals("text/plain;version=0.0.4;charset=utf-8", answer.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT).replace(" ", ""));
        return PrometheusText.read(answer.body());
    }

    private static double jobs(PrometheusText text, String process, JobState state) {
        return text.value("mayfly_jobs", "process", process, "state", state.name().toLowerCase(Locale.ROOT));
    }

    @Test
    void whatWasRunIsCounted() throws Exception {
        try (var mayfly = new TestMayfly(home, 1); var server = new WebServer(mayfly.jobs(), mayfly.catalog())) {
            assertEquals(0, jobs(metrics(server), "count", JobState.SUCCESSFUL)); // there before the first job, or a rate could not be told
            for (int i = 0; i < 2; i++) mayfly.awaitEnd(mayfly.submit("count", "{\"start\": 1, \"end\": 2, \"pause\": 0}"));
            assertEquals(JobState.FAILED, mayfly.awaitEnd(mayfly.trouble("exit", 3)).state());
            String running = mayfly.submit("count", "{\"start\": 1, \"end\": 1000, \"pause\": 1}");
            mayfly.await(running, JobState.RUNNING);
            for (int i = 0; i < 3; i++) mayfly.submit("echo", "{\"text\": \"x\"}");
            PrometheusText text = metrics(server);
            assertEquals(1, text.value("mayfly_store_up"));
            assertEquals(2, jobs(text, "count", JobState.SUCCESSFUL));
            assertEquals(1, jobs(text, "count", JobState.RUNNING));
            assertEquals(1, jobs(text, "trouble", JobState.FAILED));
            assertEquals(3, jobs(text, "echo", JobState.QUEUED));
            assertEquals(7, text.sum("mayfly_jobs"));
            assertEquals(mayfly.catalog().all().size() * JobState.values().length, text.samples("mayfly_jobs"));
            assertEquals(3, text.value("mayfly_queued"));
            assertEquals(1, text.value("mayfly_slots"));
            assertEquals(1, text.value("mayfly_slots_busy"));
            assertEquals(0, text.value("mayfly_letters_waiting"));
            Launching launching = mayfly.jobs().launching();
            assertEquals(4, text.value("mayfly_launches_total", "kind", "cold"));
            assertEquals(0, text.value("mayfly_launches_total", "kind", "standby"));
            assertEquals(launching.slow(), text.value("mayfly_launches_without_archive_total"));
            assertEquals(launching.archiveReady() ? 1 : 0, text.value("mayfly_archive_ready"));
            assertEquals(0, text.value("mayfly_standby_ready"));
            assertEquals(0, text.value("mayfly_standby_memory_short"));
            assertEquals(1, text.value("mayfly_build_info", "version", "0.1.0", "runtime", launching.runtime()));
            assertTrue(text.value("mayfly_disk_free_bytes") > 0);
            assertTrue(text.value("jvm_memory_used_bytes", "area", "heap") > 0 && text.value("jvm_memory_used_bytes", "area", "heap") <= text.value("jvm_memory_max_bytes", "area", "heap"));
            assertTrue(text.value("jvm_threads_current") > 1 && text.value("process_uptime_seconds") > 0 && text.value("process_start_time_seconds") > 1.7e9);
            withoutTheStore(mayfly, server);
            mayfly.jobs().dismiss(running, TestMayfly.ANNA);
        }
    }

    private static void withoutTheStore(TestMayfly mayfly, WebServer server) throws Exception {
        mayfly.stopRedis();
        PrometheusText text = metrics(server);
        assertEquals(0, text.value("mayfly_store_up"));
        for (String left : List.of("mayfly_jobs", "mayfly_queued", "mayfly_slots_busy")) assertEquals(0, text.samples(left), left);
        assertEquals(4, text.value("mayfly_launches_total", "kind", "cold"));
        assertEquals(1, text.value("mayfly_slots"));
        mayfly.startRedis();
        assertEquals(1, metrics(server).value("mayfly_store_up"));
    }

    /** A description is taken away by a later deployment; its jobs stay and are counted. */
    @Test
    void jobsOfAProcessThatIsOfferedNoMoreAreCounted() throws Exception {
        try (var mayfly = new TestMayfly(home, 1)) {
            mayfly.awaitEnd(mayfly.submit("count", "{\"start\": 1, \"end\": 2, \"pause\": 0}"));
        }
        try (var later = new TestMayfly(home, 1, 0, Catalog.load(List.of(Path.of("src/test/resources/processes")))); var server = new WebServer(later.jobs(), later.catalog())) {
            assertEquals(1, jobs(metrics(server), "count", JobState.SUCCESSFUL));
        }
    }

    @Test
    void theGrammarOfTheseTestsRefuses() {
        for (String bad : List.of("a 1", "# TYPE a gauge\na 1\n", "# HELP a x\n# TYPE a gauge\na{b=\"c\"d\"} 1\n", "# HELP a x\n# TYPE a gauge\na 1,5\n", "# HELP a x\n# TYPE a gauge\na 1\na 2\n",
                "# HELP a x\n# TYPE a gauge\na 1", "# HELP a x\n# TYPE a gauge\nb 1\n", "# HELP a x\n# TYPE a gauge\na{l=\"\\x\"} 1\n", "# HELP a x\n# TYPE a counter\na 1\n",
                "# HELP a x\n# TYPE a gauge\na 1\n# HELP a x\n# TYPE a gauge\na{b=\"1\"} 1\n", "# HELP a x\n# TYPE a gauge\n", "# HELP a x\n# TYPE a gauge\n\na 1\n")) {
            assertFalse(PrometheusText.isValid(bad), bad);
        }
        assertEquals(Map.of("b", "c\"\\\n"), PrometheusText.read("# HELP a \\\\ \\n\n# TYPE a gauge\na{b=\"c\\\"\\\\\\n\"} 1.5E9\n").labels("a"));
    }
}
