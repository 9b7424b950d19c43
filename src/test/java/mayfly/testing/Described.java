package mayfly.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/** Every answer that the tests' clients get is held against the description that the same server gives of itself at {@code /api}. */
public final class Described {
    private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final Map<String, At> KNOWN = new ConcurrentHashMap<>();

    private Described() { }

    /** @param base path of the application, without a slash at its end */
    private record At(String base, Description description) { }

    /**
     * The answer, when it is as described. Answers to forms are pages, and pages are described only where they stand beside an answer to programs.
     *
     * @throws AssertionError that names what differs
     */
    public static <T> HttpResponse<T> checked(HttpResponse<T> answer) throws IOException, InterruptedException {
        HttpRequest request = answer.request();
        String sent = request.headers().firstValue("Content-Type").orElse("");
        if (sent.startsWith("multipart/form-data") || sent.startsWith("application/x-www-form-urlencoded")) return answer;
        URI uri = request.uri();
        At at = KNOWN.get(uri.getRawAuthority());
        List<String> found = at == null ? null : deviations(at, answer);
        if (found != null && found.isEmpty()) return answer;
        // None yet, or that of a server before this one, or before its catalog changed.
        at = ask(uri);
        if (at == null) return answer;
        KNOWN.put(uri.getRawAuthority(), at);
        found = deviations(at, answer);
        if (!found.isEmpty()) throw new AssertionError(request.method() + " " + uri + " is answered otherwise than described: " + String.join("; ", found) + "\n" + answer.statusCode() + " " + answer.headers().map() + "\n" + text(answer));
        return answer;
    }

    private static List<String> deviations(At at, HttpResponse<?> answer) {
        String path = answer.request().uri().getRawPath();
        if (!path.startsWith(at.base())) return List.of();
        String below = path.substring(at.base().length());
        return at.description().deviations(answer.request().method(), below.length() > 1 && below.endsWith("/") ? below.substring(0, below.length() - 1) : below, answer.statusCode(),
                name -> answer.headers().firstValue(name).orElse(null), text(answer).getBytes(StandardCharsets.UTF_8));
    }

    private static String text(HttpResponse<?> answer) {
        return answer.body() instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : answer.body() instanceof String text ? text : "";
    }

    /** Null where nobody answers (any more), as in tests that end servers. */
    private static At ask(URI uri) throws InterruptedException {
        String[] parts = uri.getRawPath().split("/");
        for (String base : new String[] {"", "/" + (parts.length > 1 ? parts[1] : "")}) {
            try {
                URI address = URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + base + "/api");
                HttpResponse<String> answer = CLIENT.send(HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
                if (answer.statusCode() == 200) return new At(base, new Description(JsonMapper.shared().readTree(answer.body())));
            } catch (IOException | IllegalArgumentException e) {
                return null;
            }
        }
        return null;
    }
}
