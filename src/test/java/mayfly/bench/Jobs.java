package mayfly.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.RedisClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Jobs of a server under test, seen from outside: sent over HTTP, their states heard at once on Redis' channel of news rather than by asking again and again, which would
 * cost what is being measured.
 */
final class Jobs implements AutoCloseable {
    static final String JSON = "Content-Type: application/json\r\n";
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ServerUnderTest server;
    private final RedisClient redis;
    private final Jedis ear;
    private final Map<String, Long> heard = new ConcurrentHashMap<>();

    Jobs(ServerUnderTest server) throws Exception {
        this.server = server;
        redis = RedisClient.create(server.redis());
        ear = new Jedis(server.redis(), DefaultJedisClientConfig.builder().autoNegotiateProtocol(false).socketTimeoutMillis(0).build());
        var listening = new CountDownLatch(1);
        var thread = new Thread(() -> listen(listening), "news");
        thread.setDaemon(true);
        thread.start();
        listening.await();
    }

    static String count(long start, long end, double pause) {
        return "{\"inputs\": {\"start\": " + start + ", \"end\": " + end + ", \"pause\": " + pause + "}}";
    }

    private void listen(CountDownLatch listening) {
        try {
            ear.subscribe(new JedisPubSub() {
                @Override
                public void onSubscribe(String channel, int subscribed) {
                    listening.countDown();
                }

                @Override
                public void onMessage(String channel, String message) {
                    heard.put(message, System.nanoTime());
                    synchronized (heard) {
                        heard.notifyAll();
                    }
                }
            }, "mayfly:news");
        } catch (RuntimeException e) {
            // Closed from the other side: the run is over.
        }
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

    /** Waits for the news that a job is in a state. @return when it came, by {@link System#nanoTime} */
    long await(String id, String state, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        synchronized (heard) {
            while (!heard.containsKey(id + " " + state)) {
                long left = until - System.nanoTime();
                if (left <= 0 || heard.containsKey(id + " FAILED")) throw new IllegalStateException("job " + id + " is not " + state + ": " + redis.hgetAll("mayfly:job:" + id));
                heard.wait(Math.max(1, left / 1_000_000));
            }
        }
        return heard.get(id + " " + state);
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
        ear.close();
        redis.close();
    }
}
