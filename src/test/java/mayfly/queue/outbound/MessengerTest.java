package mayfly.queue.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One letter: how it is signed, how it goes, what may be said to it, and when it is sent again. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class MessengerTest {
    private Upstream upstream;

    @BeforeEach
    void start() throws IOException {
        upstream = new Upstream();
    }

    @AfterEach
    void stop() {
        upstream.close();
    }

    private Said post(String url, Duration time, boolean privateToo) {
        try (var messenger = new Messenger(new AddressRules(HostList.of(upstream.host()), privateToo), time)) {
            return messenger.post(URI.create(url), Map.of("webhook-id", "x"), "application/json; charset=nobody-knows", "{\"a\":1}".getBytes(StandardCharsets.UTF_8));
        }
    }

    private Said post(String path) {
        return post(upstream.url(path), Duration.ofSeconds(20), true);
    }

    /** The example of the Standard Webhooks specification. */
    @Test
    void aKnownSignature() {
        var headers = Signatures.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").headers("msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1614265330), "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8));
        assertEquals(Map.of("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek", "webhook-timestamp", "1614265330", "webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="), headers);
    }

    @Test
    void twoSecretsGiveTwoSignatures() {
        String one = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        String other = "whsec_" + "A".repeat(32);
        String[] both = Signatures.of(one + " " + other).headers("i", Instant.EPOCH, new byte[0]).get("webhook-signature").split(" ");
        assertEquals(Signatures.of(one).headers("i", Instant.EPOCH, new byte[0]).get("webhook-signature"), both[0]);
        assertEquals(Signatures.of(other).headers("i", Instant.EPOCH, new byte[0]).get("webhook-signature"), both[1]);
        assertFalse(Signatures.of(one).toString().contains("MfKQ"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "whsec_", "whsec_short", "whsec_????????????????????????????????", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw and more"})
    void noSecret(String text) {
        assertThrows(IllegalArgumentException.class, () -> Signatures.of(text));
    }

    @Test
    void aLetterIsPostedWithItsHeadersAndNoOthers() {
        upstream.at("/hook", Upstream.text(204, ""));
        Said said = post("/hook?token=1");
        assertTrue(said.isDelivered());
        Upstream.Asked asked = upstream.asked().get(0);
        assertEquals("POST /hook?token=1 {\"a\":1}", asked.method() + " " + asked.path() + " " + asked.body());
        assertEquals("application/json; charset=nobody-knows", asked.headers().get("content-type"));
        assertEquals(java.util.Set.of("accept-encoding", "connection", "content-length", "content-type", "host", "user-agent", "webhook-id"),
                withAcceptEncoding(asked.headers().keySet()));
    }

    private static java.util.Set<String> withAcceptEncoding(java.util.Set<String> names) {
        var out = new java.util.TreeSet<>(names);
        out.add("accept-encoding");
        return out;
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 400, 401, 404, 410, 413, 429, 500, 503})
    void whateverElseIsSaidIsNoDelivery(int status) {
        upstream.at("/", Upstream.text(status, "no", "Location", upstream.url("/other"), "Retry-After", "120"));
        Said said = post("/x");
        assertEquals(new Said("" + status, Duration.ofSeconds(120)), said);
        assertFalse(said.isDelivered());
        assertEquals(status == 410, said.isFinal());
        assertEquals(1, upstream.asked().size(), "no redirect is followed");
    }

    @Test
    void anEndlessAnswerIsNotRead() {
        upstream.at("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (true) exchange.getResponseBody().write(new byte[10_000]);
        });
        assertTrue(post("/").isDelivered());
    }

    @Test
    void whereNobodyIsOrMayBe() throws IOException {
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        try (var messenger = new Messenger(new AddressRules(HostList.of("127.0.0.1:" + closed), true), Duration.ofSeconds(20))) {
            assertEquals("unreachable", messenger.post(URI.create("http://127.0.0.1:" + closed), Map.of(), "text/plain", new byte[0]).word());
        }
        assertEquals("not-public", post(upstream.url("/"), Duration.ofSeconds(20), false).word());
        assertEquals(new Said("not-allowed", null), post("http://127.0.0.1:1/", Duration.ofSeconds(20), true));
        assertTrue(new Said("not-allowed", null).isFinal());
        assertEquals(0, upstream.asked().size());
    }

    @Test
    void whoeverSaysNothingIsLeft() throws IOException {
        try (var mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress()); var messenger = new Messenger(new AddressRules(HostList.of("127.0.0.1:" + mute.getLocalPort()), true), Duration.ofMillis(300))) {
            assertEquals("timeout", messenger.post(URI.create("http://127.0.0.1:" + mute.getLocalPort() + "/"), Map.of(), "text/plain", new byte[0]).word());
        }
    }

    @Test
    void itIsTriedTwelveTimesWithinADay() {
        for (double chance : new double[] {0, 0.5, 1}) {
            Duration all = Duration.ZERO;
            int tries = 1;
            for (Optional<Duration> wait = Schedule.after(1, chance, null); wait.isPresent(); wait = Schedule.after(++tries, chance, null)) all = all.plus(wait.get());
            assertEquals(12, tries);
            assertTrue(all.compareTo(Duration.ofHours(18)) > 0 && all.compareTo(Duration.ofHours(24)) < 0, all.toString());
        }
        assertEquals(Optional.of(Duration.ofSeconds(5)), Schedule.after(1, 0, null));
        assertEquals(Optional.of(Duration.ofSeconds(4)), Schedule.after(1, 1, null));
    }

    @Test
    void aWishToBeLeftAloneIsFollowedForAnHour() {
        assertEquals(Optional.of(Duration.ofSeconds(40)), Schedule.after(1, 0.5, Duration.ofSeconds(40)));
        assertEquals(Optional.of(Duration.ofHours(1)), Schedule.after(1, 0.5, Duration.ofDays(9)));
        assertEquals(Optional.of(Duration.ofHours(6)), Schedule.after(11, 0, Duration.ofSeconds(1)));
        assertEquals(Optional.empty(), Schedule.after(12, 0, Duration.ofSeconds(1)));
    }
}
