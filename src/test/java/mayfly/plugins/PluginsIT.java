package mayfly.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mayfly.testing.PluginMaker;
import mayfly.testing.RunningMayfly;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A jar in the folder for plug-ins of a running server is a process; what its author compiled against is the jar for authors and nothing else. */
class PluginsIT {
    private static final String TIDE = """
            package org.example;
            import java.nio.file.*;
            import mayfly.worker.*;
            public final class Tide implements Computation<Tide.In, Tide.Out> {
                public record In(String until) { }
                public record Out(String first, String late, OutputFile file) { }
                @Override public Out run(In in, Job job) throws Exception {
                    String first = "EDITION";
                    job.progress(0, 1, "waiting");
                    while (!in.until().isEmpty() && !Files.exists(Path.of(in.until()))) Thread.sleep(20);
                    OutputFile file = job.output("tide.txt", "text/plain");
                    Files.writeString(file.path(), first);
                    return new Out(first, Late.said(), file);
                }
            }
            """;
    private static final String LATE = """
            package org.example;
            final class Late {
                static String said() { return "EDITION"; }
            }
            """;
    private static final String DESCRIPTION = """
            id: NAME
            version: "EDITION"
            title: Tide
            inputs: {until: {minOccurs: 0, schema: {type: string, default: ""}}}
            outputs: {first: {schema: {type: string}}, late: {schema: {type: string}}, file: {schema: {type: string, contentMediaType: text/plain}}}
            run: {java: org.example.Tide, flags: ["-Xlog:class+load:file=LOADED/%p"]}
            retry: {attempts: 1}
            """;
    private static final String PASSWORD = "a password";
    private final HttpClient http = HttpClient.newHttpClient();
    @TempDir
    Path folder;
    private Path loaded;
    private RunningMayfly server;

    @BeforeEach
    void start() throws Exception {
        loaded = Files.createDirectories(folder.resolve("loaded"));
        server = new RunningMayfly(folder, Map.of("MAYFLY_SLOTS", "2", "MAYFLY_STANDBY", "1", "MAYFLY_OPERATOR_PASSWORD", PASSWORD, "JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + folder.resolve("server-loaded")));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Path plugin(String name) {
        return server.home().resolve("plugins").resolve(name);
    }

    private void put(String jar, String process, String edition) throws IOException {
        new PluginMaker(folder).sources(TIDE.replace("EDITION", edition), LATE.replace("EDITION", edition)).lists("org.example.Tide")
                .part("META-INF/mayfly/" + process + ".yaml", DESCRIPTION.replace("NAME", process).replace("EDITION", edition).replace("LOADED", loaded.toString())).write(plugin(jar));
    }

    private String get(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(server.url(path))).header("Authorization", "Basic " + Base64.getEncoder().encodeToString(("operator:" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
        return http.send(request.build(), BodyHandlers.ofString()).body();
    }

    private JsonNode json(String path) throws Exception {
        return JsonMapper.shared().readTree(get(path));
    }

    private String submit(String process, String until) throws Exception {
        String body = "{\"inputs\": {\"until\": \"" + until + "\"}}";
        var answer = http.send(HttpRequest.newBuilder(URI.create(server.url("/processes/" + process + "/execution"))).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
        assertEquals(201, answer.statusCode(), answer.body());
        return JsonMapper.shared().readTree(answer.body()).path("jobID").asString();
    }

    private String await(String job, String status) throws Exception {
        until(job + " is " + status, () -> json("/jobs/" + job + "?f=json").path("status").asString().equals(status));
        return job;
    }

    /** What the first class said, and one that was loaded at the end. */
    private String editions(String job) throws Exception {
        JsonNode results = json("/jobs/" + await(job, "successful") + "/results?f=json");
        return results.path("first").asString() + " " + results.path("late").asString();
    }

    private void offered(String process, String edition) throws Exception {
        until(process + " is of edition " + edition, () -> json("/processes/" + process + "?f=json").path("version").asString("").equals(edition));
    }

    private static void until(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.call()) {
            if (System.nanoTime() > end) throw new AssertionError("waited in vain until " + what);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @Test
    void comesIsReplacedAndGoesWithoutHarmToAnyJob() throws Exception {
        put("tide-1.jar", "tide", "one");
        offered("tide", "one");
        assertEquals("one one", editions(submit("tide", "")));
        assertEquals("one", get("/jobs/" + submitted("one") + "/results/file"));

        Path flood = folder.resolve("flood");
        String running = await(submit("tide", flood.toString()), "running");
        put("tide-1.jar", "tide", "two");
        put("other.jar", "ebb", "other");
        offered("tide", "two");
        offered("ebb", "other");
        assertEquals("two two", editions(submit("tide", "")));
        assertEquals("other other", editions(submit("ebb", "")), "its classes have the same names");
        assertEquals("[1,2]", json("/jobs/" + await(count(), "successful") + "/results?f=json").path("numbers").toString());
        Files.createFile(flood);
        assertEquals("one one", editions(running), "it ends with the code that it began with");

        Path again = folder.resolve("again");
        List<String> last = List.of(await(submit("tide", again.toString()), "running"), await(submit("tide", again.toString()), "running"));
        String queued = submit("tide", "");
        Files.delete(plugin("tide-1.jar"));
        until("it is gone", () -> json("/processes/tide?f=json").path("status").asInt() == 404);
        Files.createFile(again);
        for (String job : last) assertEquals("two two", editions(job));
        await(queued, "failed");
        assertTrue(json("/jobs/" + queued + "?f=json").path("message").asString().contains("not offered any more"));
        offered("ebb", "other");
        assertFalse(Files.readString(folder.resolve("server-loaded")).contains("org.example."), "the server has loaded none of its classes");
    }

    /** Another job of that edition. */
    private String submitted(String edition) throws Exception {
        String job = submit("tide", "");
        assertEquals(edition + " " + edition, editions(job));
        return job;
    }

    private String count() throws Exception {
        String body = "{\"inputs\": {\"start\": 1, \"end\": 2, \"pause\": 0}}";
        var answer = http.send(HttpRequest.newBuilder(URI.create(server.url("/processes/count/execution"))).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
        return JsonMapper.shared().readTree(answer.body()).path("jobID").asString();
    }

    @Test
    void itsWorkersUseTheArchiveOfClasses() throws Exception {
        put("tide-1.jar", "tide", "one");
        offered("tide", "one");
        until("the archive is there", () -> get("/metrics").contains("\nmayfly_archive_ready 1"));
        editions(submit("tide", ""));
        List<String> lines;
        try (Stream<Path> files = Files.list(loaded)) {
            lines = Files.readAllLines(files.findFirst().orElseThrow());
        }
        assertTrue(lines.stream().anyMatch(l -> l.contains(" mayfly.worker.Main ") && l.contains("shared objects file")), "from the archive");
        assertTrue(lines.stream().anyMatch(l -> l.contains(" org.example.Tide ") && l.contains("runtime/plugins/tide-1-")), "from its copy");
    }

    @Test
    void whatIsAtFaultIsToldToTheOperatorAndHarmsNothing() throws Exception {
        Files.writeString(plugin("junk.jar"), "no jar");
        put("thief.jar", "count", "stolen");
        put("tide-1.jar", "tide", "one");
        offered("tide", "one");
        assertEquals("one one", editions(submit("tide", "")));
        until("both are told", () -> get("/operator?f=html").contains("junk.jar") && get("/operator?f=html").contains("is taken by"));
        assertEquals("[1,2]", json("/jobs/" + await(count(), "successful") + "/results?f=json").path("numbers").toString());
        assertEquals(1, server.log().lines().filter(l -> l.contains("Not offered: ") && l.contains("junk.jar")).count(), server.log());
    }
}
