package mayfly.crash;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import mayfly.queue.outbound.Upstream;

/** Who is told of every job, by letters to /done, /progress and /failed. Takes some in only when they come again. */
final class Subscriber implements AutoCloseable {
    private final Upstream upstream;
    private final List<Letter> letters = new CopyOnWriteArrayList<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    /** One that was taken in. @param about "done", "progress" or "failed" */
    record Letter(String id, String about, String key) { }

    Subscriber() throws IOException {
        upstream = new Upstream().at("/", exchange -> {
            String id = exchange.getRequestHeaders().getFirst("webhook-id");
            boolean good = id.hashCode() % 4 != 0 || !refused.add(id);
            String[] path = exchange.getRequestURI().getPath().split("/");
            if (good) letters.add(new Letter(id, path[1], path[2]));
            Upstream.text(good ? 200 : 503, "").to(exchange);
        });
    }

    /** What nodes must be told, so that they may tell. */
    Map<String, String> settings() {
        return Map.of("MAYFLY_BASE_URL", "http://mayfly.example", "MAYFLY_CALLBACK_HOSTS", upstream.host(), "MAYFLY_OUTBOUND_PRIVATE", "true");
    }

    /** For the submission of a job. @param key of the job */
    String json(String key) {
        return "{\"successUri\":\"%s\",\"inProgressUri\":\"%s\",\"failedUri\":\"%s\"}".formatted(upstream.url("/done/" + key), upstream.url("/progress/" + key), upstream.url("/failed/" + key));
    }

    /** In the order in which they came. */
    List<Letter> letters() {
        return List.copyOf(letters);
    }

    @Override
    public void close() {
        upstream.close();
    }
}
