package mayfly.queue.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.CloseMode;

/**
 * Fetches files: GET, at most {@value #REDIRECTS} redirects, each checked as the first address was. A file has so many bytes, as they are once unpacked, and so much time in
 * all.
 */
public final class Fetcher implements AutoCloseable {
    private static final int REDIRECTS = 5;
    private static final Set<Integer> MOVED = Set.of(301, 302, 303, 307, 308);
    private final Duration time;
    private final AddressRules rules;
    private final Deadlines deadlines = new Deadlines();
    private CloseableHttpClient client;

    /** Takes the bytes of a file while they come; what it throws is thrown on. */
    public interface Sink<T> {
        /** @param mediaType as the answer says, without parameters; application/octet-stream where it does not */
        T take(String name, String mediaType, InputStream bytes) throws IOException;
    }

    public Fetcher(AddressRules rules, Duration time) {
        this.rules = rules;
        this.time = time;
    }

    /**
     * @param name  for a file of which neither the answer nor the address says one
     * @param limit bytes of the file
     * @throws NotFetched in words for the one who named the address
     */
    public <T> T fetch(URI address, String name, long limit, Sink<T> sink) throws IOException {
        long until = System.nanoTime() + time.toNanos();
        URI at = checked(address, "");
        for (int moves = 0; moves <= REDIRECTS; moves++) {
            var request = new HttpGet(at);
            request.setHeader("Accept", "*/*");
            // Some send it packed whatever is asked for; this at least is unpacked here.
            request.setHeader("Accept-Encoding", "gzip");
            var troubles = new Troubles(at, time);
            try (var deadline = deadlines.of(request, until)) {
                ClassicHttpResponse response = null;
                try {
                    response = open(client(), at, request);
                    if (response.getCode() == 200) return taken(response, at, name, sink, new Body(response, limit, troubles, deadline));
                    at = moved(at, response, troubles);
                } catch (IOException e) {
                    throw response == null ? troubles.of(e, deadline.passed()) : e;
                } finally {
                    // What is left of it is not wanted; to close it in peace would read it all.
                    request.cancel();
                    close(response);
                }
            }
        }
        throw new NotFetched("It sends on and on: more than " + REDIRECTS + " redirects are not followed. Name the address at which it ends.");
    }

    private static <T> T taken(ClassicHttpResponse response, URI at, String name, Sink<T> sink, Body body) throws IOException {
        ContentType type = ContentType.parseLenient(response.getEntity() == null ? null : response.getEntity().getContentType());
        Header disposition = response.getFirstHeader("Content-Disposition");
        return sink.take(FileName.of(disposition, at, name), type == null ? "application/octet-stream" : type.getMimeType(), body.bytes());
    }

    private URI moved(URI at, ClassicHttpResponse response, Troubles troubles) throws NotFetched {
        Header location = response.getFirstHeader("Location");
        if (!MOVED.contains(response.getCode()) || location == null) throw troubles.of(response);
        try {
            URI next = at.resolve(location.getValue());
            if (at.getScheme().equals("https") && "http".equalsIgnoreCase(next.getScheme())) throw new NotFetched(at.getHost() + " sends on from https to http, which is not followed.");
            return checked(next, "it sends on to another address, and ");
        } catch (IllegalArgumentException e) {
            throw new NotFetched(at.getHost() + " sends on to an address that cannot be read.", e);
        }
    }

    private URI checked(URI address, String lead) throws NotFetched {
        try {
            return rules.checked(address);
        } catch (NotAllowed e) {
            throw new NotFetched(Character.toUpperCase((lead + e.getMessage()).charAt(0)) + (lead + e.getMessage()).substring(1), e);
        }
    }

    /** Up to the headers of the answer. */
    static ClassicHttpResponse open(CloseableHttpClient client, URI at, HttpUriRequestBase request) throws IOException {
        var target = new HttpHost(at.getScheme(), at.getHost().replaceAll("[\\[\\]]", ""), at.getPort());
        try {
            return client.executeOpen(target, request, null);
        } catch (IllegalStateException e) {
            // Thus it says that it was cut off before it was connected.
            if (request.isCancelled()) throw new InterruptedIOException("cut off");
            throw e;
        }
    }

    /** Made when first needed: most deployments fetch nothing, and its classes take their time. */
    private synchronized CloseableHttpClient client() {
        if (client == null) client = WebClient.with(rules);
        return client;
    }

    static void close(ClassicHttpResponse response) {
        try {
            if (response != null) response.close();
        } catch (IOException e) {
            // Its connection has been cut off on purpose.
        }
    }

    @Override
    public synchronized void close() {
        deadlines.close();
        if (client != null) client.close(CloseMode.IMMEDIATE);
    }
}
