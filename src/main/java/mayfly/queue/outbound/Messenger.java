package mayfly.queue.outbound;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;

/** Carries letters to subscribers: one POST, no redirect, only its status is read. */
public final class Messenger implements AutoCloseable {
    private final AddressRules rules;
    private final Duration time;
    private final Deadlines deadlines = new Deadlines();
    private CloseableHttpClient client;

    /** @param time how long one may take in all */
    public Messenger(AddressRules rules, Duration time) {
        this.rules = rules;
        this.time = time;
    }

    public Said post(URI address, Map<String, String> headers, String mediaType, byte[] body) {
        URI plain;
        try {
            plain = rules.checked(address);
        } catch (NotAllowed e) {
            return new Said("not-allowed", null);
        }
        var request = new HttpPost(plain);
        headers.forEach(request::setHeader);
        request.setHeader("Content-Type", mediaType);
        request.setEntity(new ByteArrayEntity(body, null));
        try (var deadline = deadlines.of(request, System.nanoTime() + time.toNanos())) {
            ClassicHttpResponse response = null;
            try {
                response = Fetcher.open(client(), plain, request);
                return new Said(Integer.toString(response.getCode()), again(response));
            } catch (IOException e) {
                return new Said(deadline.passed() ? "timeout" : word(e), null);
            } finally {
                // What it says beside its status is of no interest.
                request.cancel();
                Fetcher.close(response);
            }
        }
    }

    private static Duration again(ClassicHttpResponse response) {
        Header header = response.getFirstHeader("Retry-After");
        return header != null && header.getValue().matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(header.getValue())) : null;
    }

    private static String word(IOException e) {
        if (e instanceof AddressRules.Inside) return "not-public";
        if (e instanceof UnknownHostException) return "unknown-host";
        if (e instanceof SSLException) return "not-secure";
        return e instanceof SocketTimeoutException ? "timeout" : "unreachable";
    }

    private synchronized CloseableHttpClient client() {
        if (client == null) client = WebClient.with(rules);
        return client;
    }

    @Override
    public synchronized void close() {
        deadlines.close();
        if (client != null) client.close(CloseMode.IMMEDIATE);
    }
}
