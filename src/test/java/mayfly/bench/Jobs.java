package mayfly.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.RedisClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Jobs of a server under test, seen from outside: sent over HTTP, their states heard at once on Redis' channel of news rather than by asking again and again, which would
 * cost what is being measured.
 */
final class Jobs implements AutoCloseable {
    static final String JSON = "Content-Type: application/json\r\n";
    /** One owner for all: only that one may cancel. */
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).cookieHandler(new CookieManager()).build();
    private final ServerUnderTest server;
    private final RedisClient redis;
    private final News news;

    Jobs(ServerUnderTest server) throws Exception {
        this.server = server;
        redis = RedisClient.create(server.redis());
        news = new News(server.redis(), "mayfly:news");
    }

    static String count(long start, long end, double pause) {
        return "{\"inputs\": {\"start\": " + start + ", \"end\": " + end + ", \"pause\": " + pause + "}}";
    }

    /** @return the job's id */
    String submit(String process, String json) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(server.url("/processes/" + process + "/execution"))).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)).build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 201) throw new IllegalStateException("201 was expected; found " + answer.statusCode() + " " + answer.body());
        return JsonMapper.shared().readTree(answer.body()).path("jobID").asString();
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    String results(String id) throws IOException, InterruptedException {
        var answer = send(HttpRequest.newBuilder(URI.create(server.url("/jobs/" + id + "/results"))).build());
        if (answer.statusCode() != 200) throw new IllegalStateException("no results: " + answer.body());
        return answer.body();
    }

    /** Cancels a job and waits until its worker is gone. */
    void dismiss(String id) throws Exception {
        send(HttpRequest.newBuilder(URI.create(server.url("/jobs/" + id))).DELETE().build());
        await(id, "DISMISSED", Duration.ofSeconds(30));
        awaitGone(id);
    }

    /** Waits for the news that a job is in a state. @return when it came, by {@link System#nanoTime} */
    long await(String id, String state, Duration patience) throws InterruptedException {
        return news.await(id + " " + state, id + " FAILED", patience)
                .orElseThrow(() -> new IllegalStateException("job " + id + " is not " + state + ": " + redis.hgetAll("mayfly:job:" + id)));
    }

    /** A field of its record. */
    long number(String id, String field) {
        String value = redis.hget("mayfly:job:" + id, field);
        return value == null ? 0 : Long.parseLong(value);
    }

    /** Waits until a job's worker is gone, so that the next turn of another variant has the machine to itself. */
    void awaitGone(String id) throws Exception {
        var worker = ProcessHandle.of(number(id, "pid"));
        if (worker.isPresent()) worker.get().onExit().get(10, TimeUnit.SECONDS);
        while (redis.zcard("mayfly:endings") > 0) TimeUnit.MILLISECONDS.sleep(5);
    }

    @Override
    public void close() {
        news.close();
        redis.close();
    }
}
