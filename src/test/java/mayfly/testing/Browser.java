package mayfly.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser without script, with cookies of its own; follows nothing by itself, so that tests see each answer. */
public final class Browser {
    private static final Pattern TOKEN = Pattern.compile("name=\"(?:form-)?token\" value=\"([^\"]+)\"");
    private static final Pattern JOB = Pattern.compile("/jobs/([0-9A-Za-z]{22})");
    private final List<URI> bases;
    private final AtomicInteger turn = new AtomicInteger();
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).cookieHandler(new CookieManager())
            .connectTimeout(Duration.ofSeconds(5)).build();

    /** @param base where the application is, with a slash at its end */
    public Browser(URI base) {
        this(List.of(base));
    }

    /** With a load balancer between it and several nodes: each request goes to the next one. Cookies know of hosts and not of ports. */
    public Browser(List<URI> bases) {
        this.bases = bases;
    }

    /** @param headers names and values, in turn */
    public HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).GET());
    }

    public HttpResponse<String> request(String method, String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).method(method, BodyPublishers.noBody()));
    }

    public HttpResponse<String> post(String path, String type, BodyPublisher body, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).header("Content-Type", type).POST(body));
    }

    /** As a program asks, without Accept; it wants a job, not to wait for results. */
    public HttpResponse<String> json(String path, String body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url(path)).timeout(Duration.ofSeconds(60)).header("Content-Type", "application/json").header("Prefer", "respond-async");
        if (headers.length > 0) request.headers(headers);
        return send(request.POST(BodyPublishers.ofString(body)));
    }

    /** @param fields names and values, in turn */
    public HttpResponse<String> form(String path, String... fields) throws IOException, InterruptedException {
        return post(path, "application/x-www-form-urlencoded", BodyPublishers.ofString(encoded(fields)));
    }

    public HttpResponse<String> multipart(String path, Multipart parts, String... headers) throws IOException, InterruptedException {
        return post(path, Multipart.TYPE, BodyPublishers.ofByteArray(parts.bytes()), headers);
    }

    /** The one-time token of the form, or the token of the job's page, at this path. */
    public String token(String path) throws IOException, InterruptedException {
        HttpResponse<String> page = get(path);
        Matcher m = TOKEN.matcher(page.body());
        if (!m.find()) throw new AssertionError("no token: " + page.statusCode() + " " + page.body());
        return m.group(1);
    }

    /** Goes on as the answers say, by Location and by Refresh, until a page stays. */
    public HttpResponse<String> follow(HttpResponse<String> answer) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        HttpResponse<String> here = answer;
        while (System.nanoTime() < deadline) {
            String location = here.headers().firstValue("Location").orElse(null);
            String refresh = here.headers().firstValue("Refresh").orElse(null);
            if (location == null && refresh == null) return here;
            if (location == null) TimeUnit.MILLISECONDS.sleep(100);
            URI next = here.uri().resolve(location != null ? location : refresh.substring(refresh.indexOf("url=") + 4));
            here = send(HttpRequest.newBuilder(balanced(next)).header("Accept", "text/html").GET());
        }
        throw new AssertionError("still under way: " + here.uri() + "\n" + here.body());
    }

    /** The job that an answer names. */
    public static String job(HttpResponse<String> answer) {
        Matcher m = JOB.matcher(answer.headers().firstValue("Location").orElse(""));
        if (!m.find()) throw new AssertionError("no job: " + answer.statusCode() + " " + answer.body());
        return m.group(1);
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url(path)).timeout(Duration.ofSeconds(60)).header("Accept", "text/html");
        return headers.length == 0 ? request : request.headers(headers);
    }

    private URI url(String path) {
        return URI.create(next() + (path.startsWith("/") ? path.substring(1) : path));
    }

    private URI next() {
        return bases.get(Math.floorMod(turn.getAndIncrement(), bases.size()));
    }

    private URI balanced(URI address) {
        return bases.size() == 1 ? address : next().resolve(address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery()));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return Described.checked(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    }

    private static String encoded(String... fields) {
        var out = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            out.append(i == 0 ? "" : "&").append(URLEncoder.encode(fields[i], StandardCharsets.UTF_8)).append('=').append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return out.toString();
    }

    /** A multipart body, part by part; names go in as they are, so that they may be anything. */
    public static final class Multipart {
        public static final String TYPE = "multipart/form-data; boundary=MayflyBoundary";
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        public Multipart text(String name, String value) {
            return part("name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8));
        }

        public Multipart file(String name, String fileName, byte[] content) {
            return part("name=\"" + name + "\"; filename=\"" + fileName + "\"", content);
        }

        public byte[] bytes() {
            var whole = new ByteArrayOutputStream();
            whole.writeBytes(out.toByteArray());
            whole.writeBytes("--MayflyBoundary--\r\n".getBytes(StandardCharsets.US_ASCII));
            return whole.toByteArray();
        }

        private Multipart part(String disposition, byte[] content) {
            out.writeBytes(("--MayflyBoundary\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            out.writeBytes(content);
            out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
            return this;
        }
    }
}
