package mayfly.crash;

import java.io.IOException;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A good client: sends each job with a key of its own, to either node, again and again until it is told that the job is there; looks after its jobs, cancels some, deletes
 * some. What it is told it writes down in {@link Sent}.
 */
final class Client {
    /** Jobs that it has under way at most. */
    private static final int OPEN = 4;
    private static final Pattern JOB = Pattern.compile("\"jobID\" ?: ?\"([0-9A-Za-z]{22})\"");
    private static final Pattern STATUS = Pattern.compile("\"status\" ?: ?\"([a-z]+)\"");
    private static final Set<String> ENDS = Set.of("successful", "failed", "dismissed");
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).cookieHandler(new CookieManager()).connectTimeout(Duration.ofSeconds(2)).build();
    private final List<WebNode> nodes;
    private final Subscriber subscriber;
    private final Plan plan;
    private final Random random;
    private final List<Sent> log;
    private final List<Watched> open = new ArrayList<>();

    /** A job under way, and when its client wants to cancel it, by System.nanoTime. */
    private record Watched(Sent job, long dismiss) { }

    /** @param log of all clients; gets what this one sends */
    Client(List<WebNode> nodes, Subscriber subscriber, Plan plan, long seed, List<Sent> log) {
        this.nodes = nodes;
        this.subscriber = subscriber;
        this.plan = plan;
        this.random = new Random(seed);
        this.log = log;
    }

    /** Sends jobs until it is told to stop; then looks after those under way until they have ended, or patience has. */
    void run(Goal goal) throws InterruptedException {
        makeItselfKnown();
        while (goal.more()) {
            if (open.size() < OPEN) {
                goal.sent();
                send(plan.next());
            }
            lookAfter();
            Thread.sleep(50);
        }
        long until = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!open.isEmpty() && System.nanoTime() < until) {
            lookAfter();
            Thread.sleep(100);
        }
    }

    /** Its first answer brings the cookie by which it is the owner of its jobs: without it a job whose answer was lost would belong to nobody. */
    private void makeItselfKnown() throws InterruptedException {
        while (ask(nodes.get(0), "/jobs?f=json").filter(a -> a.statusCode() == 200).isEmpty()) Thread.sleep(100);
    }

    private void send(JobPlan job) throws InterruptedException {
        Thread.sleep(job.pause());
        var sent = new Sent(job);
        log.add(sent);
        if (job.twice()) {
            var other = CompletableFuture.runAsync(() -> trySend(sent, nodes.get(0)));
            trySend(sent, nodes.get(nodes.size() - 1));
            other.join();
        }
        for (int pause = 100; sent.ids().isEmpty(); pause = Math.min(1000, pause * 2)) {
            trySend(sent, anyNode());
            if (sent.ids().isEmpty()) Thread.sleep(pause);
        }
        open.add(new Watched(sent, job.dismiss() < 0 ? Long.MAX_VALUE : System.nanoTime() + job.dismiss() * 1_000_000L));
    }

    private void trySend(Sent sent, WebNode node) {
        JobPlan job = sent.plan();
        var request = HttpRequest.newBuilder(node.url("/processes/" + job.kind().process + "/execution")).timeout(Duration.ofSeconds(12))
                .header("Content-Type", "application/json").header("Idempotency-Key", job.key()).POST(BodyPublishers.ofString("{\"inputs\":" + job.inputs() + ",\"subscriber\":" + subscriber.json(job.key()) + "}"));
        Optional<HttpResponse<String>> answer = ask(request.build());
        sent.note("sent to " + node.name() + ": " + answer.map(a -> "" + a.statusCode()).orElse("no answer"));
        if (answer.isEmpty() || answer.get().statusCode() == 429 || answer.get().statusCode() >= 500) return;
        if (answer.get().statusCode() != 201) throw new IllegalStateException("refused for good: " + answer.get().body());
        found(JOB, answer.get().body()).ifPresent(id -> sent.acknowledged(id, node.name()));
    }

    private void lookAfter() throws InterruptedException {
        for (Watched watched : List.copyOf(open)) {
            if (System.nanoTime() > watched.dismiss()) dismiss(watched);
            else if (hasEnded(watched.job())) open.remove(watched);
        }
    }

    private boolean hasEnded(Sent job) throws InterruptedException {
        Optional<HttpResponse<String>> answer = ask(anyNode(), "/jobs/" + job.id() + "?f=json");
        if (answer.isEmpty()) return false;
        // 410: it had ended, and its time was over before anybody looked.
        if (answer.get().statusCode() == 410) return true;
        if (answer.get().statusCode() == 404) {
            job.broken("is said not to exist");
            return true;
        }
        Optional<String> status = found(STATUS, answer.get().body()).filter(ENDS::contains);
        if (answer.get().statusCode() != 200 || status.isEmpty()) return false;
        job.ended(status.get());
        return !job.plan().remove() || remove(job);
    }

    /** Looks first: DELETE cancels a job under way and removes one that has ended, as it may have when an earlier answer was lost. */
    private void dismiss(Watched watched) throws InterruptedException {
        String path = "/jobs/" + watched.job().id() + "?f=json";
        Optional<HttpResponse<String>> before = ask(anyNode(), path);
        if (before.isEmpty() || before.get().statusCode() >= 500) return;
        if (!found(STATUS, before.get().body()).map(ENDS::contains).orElse(true)) {
            // It may end just now; then this removes it.
            watched.job().removing();
            Optional<HttpResponse<String>> answer = ask(HttpRequest.newBuilder(anyNode().url(path)).timeout(Duration.ofSeconds(12)).DELETE().build());
            if (answer.isEmpty() || answer.get().statusCode() >= 500) return;
            if (answer.get().statusCode() == 200) see(watched.job());
            else watched.job().note("not cancelled: " + answer.get().statusCode());
        }
        open.remove(watched);
        open.add(new Watched(watched.job(), Long.MAX_VALUE));
    }

    /** A cancellation has been answered: from then on the job has ended, in this way or another. */
    private void see(Sent job) throws InterruptedException {
        for (int tries = 0; tries < 50; tries++, Thread.sleep(200)) {
            Optional<HttpResponse<String>> answer = ask(anyNode(), "/jobs/" + job.id() + "?f=json");
            if (answer.isPresent() && answer.get().statusCode() == 410) return;
            if (answer.isEmpty() || answer.get().statusCode() != 200) continue;
            String status = found(STATUS, answer.get().body()).orElse("");
            if (status.equals("dismissed")) job.dismissed();
            else if (!ENDS.contains(status)) job.broken("cancelled, and is " + status);
            return;
        }
    }

    private boolean remove(Sent job) throws InterruptedException {
        job.removing();
        Optional<HttpResponse<String>> answer = ask(HttpRequest.newBuilder(anyNode().url("/jobs/" + job.id() + "?f=json")).timeout(Duration.ofSeconds(12)).DELETE().build());
        if (answer.isEmpty() || answer.get().statusCode() >= 500) return false;
        job.removed();
        return true;
    }

    private WebNode anyNode() {
        return nodes.get(random.nextInt(nodes.size()));
    }

    private Optional<HttpResponse<String>> ask(WebNode node, String path) throws InterruptedException {
        return ask(HttpRequest.newBuilder(node.url(path)).timeout(Duration.ofSeconds(12)).build());
    }

    /** Empty when nobody answers. */
    private Optional<HttpResponse<String>> ask(HttpRequest request) {
        try {
            return Optional.of(http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException("clients are not interrupted", e);
        }
    }

    private static Optional<String> found(Pattern pattern, String text) {
        Matcher m = pattern.matcher(text);
        return m.find() ? Optional.of(m.group(1)) : Optional.empty();
    }
}
