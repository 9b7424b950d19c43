package mayfly.app.redis;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisProbeTest {
    @TempDir static Path home;
    private static EmbeddedRedis redis;

    @BeforeAll static void start() {
        redis = EmbeddedRedis.start(home, InstantSource.system());
    }

    @AfterAll static void stop() {
        redis.stop();
    }

    @Test void aRedisThatAnswersIsFine() throws IOException {
        assertDoesNotThrow(() -> RedisProbe.require(redis.uri()));
        assertEquals("+PONG", RedisProbe.ask(database("3"), Duration.ofSeconds(1), "PING"));
    }

    @Test void aWrongPasswordIsNamedAndNotRepeated() {
        String message = refusal(URI.create("redis://default:hush@127.0.0.1:" + redis.uri().getPort()));
        assertTrue(message.contains("refuses: WRONGPASS") && message.contains("MAYFLY_REDIS_URI"), message);
        assertFalse(message.contains("hush"), message);
    }

    @Test void aMissingPasswordIsNamed() {
        assertTrue(refusal(URI.create("redis://127.0.0.1:" + redis.uri().getPort())).contains("refuses: NOAUTH"));
    }

    @Test void aDatabaseThatIsNotThereIsNamed() {
        assertTrue(refusal(database("99")).contains("DB index is out of range"));
    }

    @Test void nobodyThere() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertTrue(refusal(URI.create("redis://127.0.0.1:" + port)).startsWith("No Redis answers at redis://127.0.0.1:" + port + " (Connection refused"));
    }

    @Test void noSuchHost() {
        assertTrue(refusal(URI.create("redis://no-such-host.invalid")).contains("no such host"));
    }

    private static URI database(String number) {
        return URI.create(redis.uri().toString().replaceFirst("/0$", "/" + number));
    }

    private static String refusal(URI uri) {
        return assertThrows(RedisUnavailable.class, () -> RedisProbe.require(uri)).getMessage();
    }
}
