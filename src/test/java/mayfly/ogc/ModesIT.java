package mayfly.ogc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Synchronous or with a job: who decides, and what the answers are. */
class ModesIT {
    private static final String ECHO = "{\"inputs\": {\"text\": \"hello\"}}";
    private static final String COUNT = "{\"inputs\": {\"start\": 1, \"end\": 2}}";
    private static final String LONG = "{\"inputs\": {\"start\": 1, \"end\": 1000, \"pause\": 1}}";
    private final Client client = Client.fresh();

    ModesIT() throws Exception { }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "echo | - | 200", "echo | respond-async | 201", "echo | wait=20 | 200", "echo | respond-async, wait=20 | 200", "echo | respond-async;foo=bar, handling=lenient | 201",
        "echo | wait=0 | 201", "echo | wait=soon | 200", "count | - | 201", "count | respond-async | 201", "count | Wait=\"20\" | 200", "count | return=minimal | 201"})
    void theClientsPreferenceDecidesThenTheProcess(String process, String prefer, int status) throws Exception {
        String body = process.equals("echo") ? ECHO : COUNT;
        HttpResponse<String> answer = prefer == null ? client.execute(process, body) : client.execute(process, body, "Prefer", prefer);
        assertEquals(status, answer.statusCode(), answer.body());
        if (status == 201) {
            client.job(answer);
            assertEquals("respond-async", Client.header(answer, "Preference-Applied"));
        } else {
            String results = Client.header(answer, "Content-Location");
            assertEquals(answer.body(), client.get(results).body(), "the same as at the job's results");
            assertEquals(prefer != null && prefer.toLowerCase().matches(".*\\bwait=\"?20\"?") ? "wait=20" : "", Client.header(answer, "Preference-Applied"));
        }
    }

    @ParameterizedTest
    @CsvSource({"echo,async,201", "echo,sync,200", "echo,auto,200", "count,sync,200", "count,auto,201"})
    void draftsBeforeSaidItInTheBody(String process, String mode, int status) throws Exception {
        String body = (process.equals("echo") ? ECHO : COUNT).replace("{\"inputs\"", "{\"mode\": \"" + mode + "\", \"inputs\"");
        assertEquals(status, client.execute(process, body).statusCode());
    }

    @Test
    void whoHasWaitedLongEnoughGetsTheJob() throws Exception {
        HttpResponse<String> answer = client.execute("count", LONG, "Prefer", "wait=1");
        assertEquals(201, answer.statusCode(), answer.body());
        String job = client.job(answer);
        assertTrue(List.of("accepted", "running").contains(Client.json(answer).path("status").asString()), answer.body());
        assertEquals(200, client.send("DELETE", job, null).statusCode());
    }

    @Test
    void aJobThatIsDismissedMeanwhileEndsTheWaiting() throws Exception {
        client.get("/jobs"); // brings the cookie by which the job is its own
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<HttpResponse<String>> waiting = threads.submit(() -> client.execute("told", "{\"inputs\": {\"seconds\": 19.75}}"));
            String job = running("told");
            client.send("DELETE", job, null);
            assertEquals(404, waiting.get().statusCode(), waiting.get().body());
        } finally {
            threads.shutdownNow();
        }
    }

    /** The newest job of a process that has begun. */
    private String running(String process) throws Exception {
        long deadline = System.nanoTime() + java.util.concurrent.TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < deadline) {
            for (JsonNode job : Client.json(client.get("/jobs?processID=" + process)).path("jobs")) {
                if (job.path("status").asString().equals("running")) return "/jobs/" + job.path("jobID").asString();
            }
            Thread.sleep(50);
        }
        throw new AssertionError("no job of " + process + " runs");
    }

    @Test
    void whoLeavesHasHisJobDoneAllTheSame() throws Exception {
        String cookie = Client.header(client.get("/jobs"), "Set-Cookie").split(";")[0];
        URI url = URI.create(client.server().url("/"));
        String body = "{\"inputs\": {\"seconds\": 1}}";
        String job;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
            socket.getOutputStream().write(("POST /processes/told/execution HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nCookie: " + cookie + "\r\nContent-Length: " + body.length()
                    + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            job = running("told");
        }
        assertEquals("successful", client.ended(job).path("status").asString());
    }

    @Test
    void manyWaitAtOnceWithoutAThreadEach() throws Exception {
        int many = 60;
        client.get("/jobs");
        long before = threads();
        var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (int i = 0; i < many; i++) {
            answers.add(client.begin("told", "{\"inputs\": {\"seconds\": 0.25}}"));
            client.get("/health/live"); // one after the other: a crowd would have the container begin threads of its own, whatever becomes of them
        }
        long during = threads();
        assertTrue(during - before < many / 2, before + " threads before, " + during + " with " + many + " who wait");
        for (var answer : answers) assertEquals(200, answer.get().statusCode(), answer.get().body());
    }

    private long threads() throws Exception {
        HttpResponse<String> metrics = client.get("/metrics", "Authorization", "Basic " + java.util.Base64.getEncoder().encodeToString(
                ("operator:" + java.nio.file.Files.readString(client.server().home().resolve("operator-password")).strip()).getBytes(StandardCharsets.UTF_8)));
        return metrics.body().lines().filter(l -> l.startsWith("jvm_threads_current ")).mapToLong(l -> (long) Double.parseDouble(l.split(" ")[1])).findFirst().orElseThrow(() -> new AssertionError(metrics.body()));
    }

    @Test
    void aSynchronousJobThatFailsIsAProblemWhoseTypeNamesTheCause() throws Exception {
        HttpResponse<String> input = client.execute("told", "{\"inputs\": {\"exit\": 3}}");
        assertEquals(422, input.statusCode(), input.body());
        assertEquals("application/problem+json", Client.type(input));
        assertTrue(Client.json(input).path("type").asString().endsWith("input") && input.body().contains("The inputs are no good."), input.body());
        HttpResponse<String> computation = client.execute("told", "{\"inputs\": {\"exit\": 4}}");
        assertEquals(500, computation.statusCode(), computation.body());
        assertTrue(Client.json(computation).path("type").asString().endsWith("computation"), computation.body());
    }

    @Test
    void descriptionsSayWhichModesThereAre() throws Exception {
        assertEquals("[\"sync-execute\",\"async-execute\",\"dismiss\"]", Client.json(client.get("/processes/echo")).path("jobControlOptions").toString());
        assertEquals("[\"async-execute\",\"dismiss\"]", Client.json(client.get("/processes/count")).path("jobControlOptions").toString());
    }
}
