package mayfly.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import mayfly.app.redis.EmbeddedRedis;
import mayfly.job.Asked;
import mayfly.job.JobId;
import mayfly.job.JobState;
import mayfly.job.Limits;
import mayfly.job.Notice;
import mayfly.job.Owner;
import mayfly.job.RetryPolicy;
import mayfly.queue.outbound.AddressRules;
import mayfly.queue.outbound.HostList;
import mayfly.queue.outbound.Messenger;
import mayfly.queue.outbound.Signatures;
import mayfly.queue.outbound.Upstream;
import mayfly.store.Change;
import mayfly.store.NewJob;
import mayfly.store.Redis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Letters that are due are sent, by several nodes and to several readers, good ones and slow ones. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PostmanTest {
    private static final Notices WORDS = (kind, job) -> new Notices.Letter("application/json", (kind + " " + job).getBytes(StandardCharsets.UTF_8));
    @TempDir
    Path home;
    private EmbeddedRedis embedded;
    private Redis redis;
    private Stores stores;
    private Upstream upstream;
    private final List<Postman> postmen = new CopyOnWriteArrayList<>();
    private final Semaphore woken = new Semaphore(0);

    @BeforeEach
    void start() throws IOException {
        embedded = EmbeddedRedis.start(home, InstantSource.system());
        redis = new Redis(embedded.uri());
        stores = Stores.of(redis);
        upstream = new Upstream().at("/", Upstream.text(200, ""));
    }

    @AfterEach
    void stop() {
        postmen.forEach(Postman::close);
        upstream.close();
        redis.close();
        embedded.stop();
    }

    private Postman postman(Duration time, HostList hosts, Notices notices) {
        var postman = new Postman(stores, new Messenger(new AddressRules(hosts, true), time), Signatures.NONE, InstantSource.system(), woken::release);
        postmen.add(postman);
        postman.begin(notices);
        return postman;
    }

    /** Cancelled before it began: its end is due at once. */
    private String dismissed(String address) {
        var job = new NewJob(JobId.fresh(), "p", "1", "", Owner.anonymous("anna"), "{}", new Limits(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1), 1 << 26), Duration.ofDays(1), RetryPolicy.DEFAULT, "", null,
                new Asked(null, null, new Asked.Subscriber(null, null, address)), "");
        String id = stores.jobs().create(job, 1000, 1000).id();
        stores.jobs().change(Change.to(id, JobState.DISMISSED, ""));
        return id;
    }

    private Notice notice(String id) {
        return stores.jobs().find(id).orElseThrow().notices().get(0);
    }

    private void until(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            woken.tryAcquire(20, TimeUnit.MILLISECONDS);
            for (Postman p : postmen) p.round();
        }
    }

    @Test
    void twoNodesSendEachLetterOnce() throws Exception {
        List<String> ids = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 40; i++) ids.add(dismissed(upstream.url("/" + i)));
        for (int i = 0; i < 2; i++) postman(Duration.ofSeconds(20), HostList.of(upstream.host()), WORDS);
        until(() -> ids.stream().allMatch(id -> notice(id).isDelivered()));
        assertEquals(40, upstream.asked().size());
        assertEquals(ids.stream().map(id -> "FAILURE " + id).sorted().toList(), upstream.asked().stream().map(Upstream.Asked::body).sorted().toList());
        assertTrue(ids.stream().allMatch(id -> notice(id).sent() == 1));
    }

    @Test
    void aReaderThatSaysNothingDoesNotHoldUpOthers() throws Exception {
        try (var mute = new ServerSocket(0, 100, InetAddress.getByName("127.0.0.1"))) {
            for (int i = 0; i < 30; i++) dismissed("http://127.0.0.1:" + mute.getLocalPort() + "/");
            String good = dismissed("http://localhost:" + upstream.port() + "/good");
            postman(Duration.ofMinutes(5), HostList.of("127.0.0.1:" + mute.getLocalPort() + ", localhost:" + upstream.port()), WORDS);
            until(() -> notice(good).isDelivered());
            assertEquals(1, upstream.asked().size());
        }
    }

    @Test
    void aLetterThatCannotBeWrittenIsTriedAgain() throws Exception {
        String id = dismissed(upstream.url("/"));
        postman(Duration.ofSeconds(20), HostList.of(upstream.host()), (kind, job) -> {
            throw new IOException("away");
        });
        until(() -> notice(id).sent() == 1);
        assertEquals("unwritten", notice(id).said());
        assertTrue(notice(id).next() != null && upstream.asked().isEmpty());
    }

    @Test
    void whereTheDeploymentDoesNotAllowItAnyMoreItIsGivenUp() throws Exception {
        String id = dismissed("http://elsewhere.example/");
        postman(Duration.ofSeconds(20), HostList.NONE, WORDS);
        until(() -> notice(id).sent() == 1);
        assertEquals("not-allowed", notice(id).said());
        assertTrue(notice(id).isGivenUp());
    }

    @Test
    void theSecondTryFollowsTheFirstUnderTheSameId() throws Exception {
        upstream.at("/no", Upstream.text(500, ""));
        String id = dismissed(upstream.url("/no"));
        postman(Duration.ofSeconds(20), HostList.of(upstream.host()), WORDS);
        until(() -> notice(id).sent() == 2);
        assertEquals(List.of(id + ".failure"), upstream.asked().stream().map(a -> a.headers().get("webhook-id")).distinct().toList());
        assertEquals("500", notice(id).said());
    }
}
