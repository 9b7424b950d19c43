package mayfly.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import mayfly.store.Resp;
import mayfly.testing.Browser;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The WAR is replaced in a running server, three times, with jobs queued, running and waiting for another attempt: each ends, with the code that it began with. */
class RedeployIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    @TempDir Path folder;
    private Container container;
    private Browser browser;

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"TOMCAT_10", "JETTY_EE10"})
    void everyJobEndsWithTheCodeThatItBeganWith(Container.Way way) throws Exception {
        Path base = Files.createDirectories(folder.resolve("server"));
        Path one = Editions.make(folder, "1");
        try (Container running = Container.launch(way, base, Map.of("MAYFLY_SLOTS", "2", "MAYFLY_LEASE", "2s"), one)) {
            container = running;
            browser = new Browser(running.url());
            running.awaitStatus("health/live", 200);
            String again = submit("", 1);
            until("the first attempt has asked for another", () -> redis("HGET", "mayfly:job:" + again, "state").equals("RETRYING"));
            String longJob = submit("long");
            String shortJob = submit("short");
            String longRuntime = runtime(longJob);
            runtime(shortJob);
            String queued = submit("");

            replace("2", Editions.make(folder, "2"));
            assertEquals("accepted", status(queued), "both slots are in use");
            assertEquals(longRuntime, runtime(longJob));
            Files.createFile(folder.resolve("short"));
            assertEquals("1", edition(shortJob));
            assertEquals("2", edition(queued));
            redis("ZADD", "mayfly:retrying", "1", again); // its hour is over
            assertEquals("2", edition(again));

            replace("3", Editions.make(folder, "3"));
            String third = submit("third");
            assertNotEquals(longRuntime, runtime(third));
            Files.createFile(folder.resolve("third"));
            assertEquals("3", edition(third));

            replace("1", one);
            assertEquals("1", edition(submit("")));
            onlyOneApplicationIsLeft();
            assertEquals("running", status(longJob));
            Files.createFile(folder.resolve("long"));
            assertEquals("1", edition(longJob));
            assertTrue(Files.notExists(running.home().resolve("jobs").resolve(longJob).resolve("2")), "a second attempt");
            running.stop();
            assertEquals(0, Redis.running(running.home()), "redis-server left behind");
            leftNothingBehind(running.log());
        }
    }

    private String submit(String until) throws Exception {
        return submit(until, 0);
    }

    /**
     * By the form, which is sent again while the answer is 503: between two applications there is a moment in which Redis is away. By the form's token a job that was made before
     * its answer was lost is not made twice.
     *
     * @param fails attempts that end with the wish for another
     */
    private String submit(String until, int fails) throws Exception {
        until("the form is shown", () -> browser.get("processes/edition").statusCode() == 200);
        String token = browser.token("processes/edition");
        String file = until.isEmpty() ? "" : folder.resolve(until).toString();
        var answer = new AtomicReference<HttpResponse<String>>();
        until("a job is accepted", () -> {
            answer.set(browser.form("processes/edition/execution", "form-token", token, "until", file, "fails", "" + fails));
            return answer.get().statusCode() != 503 || answer.get().headers().firstValue("Retry-After").isEmpty();
        });
        return Browser.job(answer.get());
    }

    private String redis(String... command) throws Exception {
        try (var resp = new Resp(URI.create(Files.readString(container.home().resolve("redis/connection")).strip()), 10_000)) {
            return String.valueOf(resp.call(command));
        }
    }

    /** Waits until the new code answers. */
    private void replace(String number, Path war) throws Exception {
        container.replace(war);
        until("edition " + number + " is deployed", () -> browser.get("processes/edition?f=json").body().contains("\"version\":\"" + number + ".0.0\""));
    }

    /** The folder of code that the worker of a running job has on its class path. */
    private String runtime(String job) throws Exception {
        var pid = new AtomicReference<String>();
        until("the page of " + job + " names its worker", () -> {
            var found = Pattern.compile("worker (\\d+) on host ").matcher(browser.get("jobs/" + job).body());
            if (found.find()) pid.set(found.group(1));
            return pid.get() != null;
        });
        String command = ProcessHandle.of(Long.parseLong(pid.get())).flatMap(p -> p.info().commandLine()).orElse("none");
        var path = Pattern.compile("runtime/([0-9a-f]+)/edition\\.jar").matcher(command);
        assertTrue(path.find(), command);
        return path.group(1);
    }

    /** Asked again while the answer is 503: Jetty starts the new application first, and the old one then takes its Redis along for a moment. */
    private String status(String job) throws Exception {
        var state = new AtomicReference<String>();
        until(job + " can be looked at", () -> {
            var found = Pattern.compile("\"status\":\"([a-z]+)\"").matcher(browser.get("jobs/" + job + "?f=json").body());
            if (found.find()) state.set(found.group(1));
            return state.get() != null;
        });
        return state.get();
    }

    /** What its result says. */
    private String edition(String job) throws Exception {
        until(job + " has ended", () -> List.of("successful", "failed").contains(status(job)));
        HttpResponse<String> result = browser.get("jobs/" + job + "/results?f=json");
        assertEquals(200, result.statusCode(), result.body());
        return result.body().replaceAll("\\D", "");
    }

    /**
     * Every application has classes of its own; those of one that is gone go with its class loader, unless something still holds on to it. While the worker of its first job
     * runs, too.
     */
    private void onlyOneApplicationIsLeft() throws Exception {
        until("the class loaders of three old applications are collected", () -> applications() == 1);
    }

    /** By a collection of all garbage; only what is held by more than soft references counts as left. */
    private long applications() throws IOException, InterruptedException {
        Path file = folder.resolve("histogram");
        Path jcmd = Path.of(ServerProcess.java()).resolveSibling("jcmd");
        Process look = new ProcessBuilder(jcmd.toString(), Long.toString(container.process().pid()), "GC.class_histogram").redirectErrorStream(true).redirectOutput(file.toFile()).start();
        assertEquals(0, look.waitFor(), Files.readString(file));
        return Files.readString(file).lines().filter(line -> line.endsWith(" mayfly.job.JobState")).count();
    }

    private static void leftNothingBehind(String log) {
        for (String words : List.of("has failed to stop it", "has failed to unregister it", "has failed to remove it", "did not stop in order", "forcibly")) {
            assertFalse(log.contains(words), () -> words + ":\n" + log);
        }
    }

    private void until(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > deadline) throw new AssertionError("waited in vain until " + what + "\n" + container.log());
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
