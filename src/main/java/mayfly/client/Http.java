package mayfly.client;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Requests to one server. Its token, and the cookie by which it knows this user without one, go to its own address and to no other, wherever a link or redirection leads. */
final class Http {
    private static final int REDIRECTIONS = 5;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** Of a server that has taken a request and says nothing. */
    private static final Duration SILENCE = Duration.ofMinutes(5);
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).followRedirects(HttpClient.Redirect.NEVER).build();
    private final URI server;
    private final String token;
    private final Cookies cookies;

    Http(String server, String token, Cookies cookies) {
        this.server = address(server);
        this.token = token;
        this.cookies = cookies;
    }

    /** No answer came. */
    static final class Silent extends IOException {
        private static final long serialVersionUID = 1L;
        private final boolean unsent;

        Silent(String words, boolean unsent, IOException cause) {
            super(words, cause);
            this.unsent = unsent;
        }

        /** Whether the server cannot have seen anything of the request. */
        boolean isUnsent() {
            return unsent;
        }

        Ending ending() {
            return new Ending(Ending.UNREACHABLE, getMessage());
        }
    }

    /** An address below the server's. */
    URI at(String path) {
        return address(server + path);
    }

    private static URI address(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw Ending.usage("“" + Terminal.plain(text) + "” is no address.");
        }
    }

    /** Has a server that knows strangers by a cookie give one before anything is sent to it: the answer that would bring it with the job may get lost. */
    void introduce() throws Silent {
        if (token.isEmpty() && cookies.of(server).isEmpty()) get("GET", at("/jobs?limit=1"), "application/json", BodyHandlers.discarding());
    }

    /** JSON from there. @throws Ending when it is refused, or there is none */
    JsonElement json(URI uri) {
        return json("GET", uri);
    }

    /** As {@link #json(URI)}, by another method. */
    JsonElement json(String method, URI uri) {
        try {
            return parsed(get(method, uri, "application/json", BodyHandlers.ofByteArray()));
        } catch (Silent e) {
            throw e.ending();
        }
    }

    /** @throws Ending when it is no JSON */
    static JsonElement parsed(HttpResponse<byte[]> answer) {
        try {
            return JsonParser.parseString(new String(accepted(answer).body(), StandardCharsets.UTF_8));
        } catch (JsonParseException e) {
            throw new Ending(Ending.REFUSED, answer.uri() + " answers something else than JSON. Is it the address of a server of OGC API - Processes?");
        }
    }

    /** A good answer as it is. @throws Ending REFUSED with the server's reasons otherwise */
    static HttpResponse<byte[]> accepted(HttpResponse<byte[]> answer) {
        if (answer.statusCode() / 100 == 2) return answer;
        throw new Ending(Ending.REFUSED, refusal(answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8), answer.headers().firstValue("Retry-After").orElse("")));
    }

    private static String refusal(int status, String body, String later) {
        JsonElement problem;
        try {
            problem = JsonParser.parseString(body);
        } catch (JsonParseException e) {
            problem = new JsonObject();
        }
        var words = new StringBuilder();
        for (String name : new String[] {"title", "detail"}) if (!Json.text(problem, name).isEmpty()) words.append(words.isEmpty() ? "" : ": ").append(Json.text(problem, name));
        if (words.isEmpty()) words.append("The server refuses");
        words.append(" (").append(status).append(')');
        for (JsonElement fault : Json.array(problem, "errors")) words.append("\n  ").append(Json.text(fault, "input")).append(": ").append(Json.text(fault, "detail")).append(Json.text(fault, "message"));
        if (status == 401 || status == 403) words.append("\nWho you are is said by a token, in MAYFLY_TOKEN.");
        if (later.matches("\\d{1,9}")) words.append("\nTry again in ").append(later).append(" s.");
        return String.join("\n", words.toString().lines().map(l -> (l.startsWith("  ") ? "  " : "") + Terminal.plain(l)).toList());
    }

    /** @throws Silent when there is no answer. @throws Ending when it leads in circles */
    <T> HttpResponse<T> get(String method, URI uri, String accept, BodyHandler<T> handler) throws Silent {
        URI at = uri;
        for (int i = 0; i < REDIRECTIONS; i++) {
            HttpResponse<T> answer = send(method, at, BodyPublishers.noBody(), Map.of("Accept", accept), handler);
            String location = answer.headers().firstValue("Location").orElse("");
            if (answer.statusCode() / 100 != 3 || answer.statusCode() == 304 || location.isEmpty() || !method.equals("GET")) return answer;
            at = at.resolve(address(location));
        }
        throw new Ending(Ending.REFUSED, uri + " redirects more than " + REDIRECTIONS + " times.");
    }

    <T> HttpResponse<T> send(String method, URI uri, BodyPublisher body, Map<String, String> headers, BodyHandler<T> handler) throws Silent {
        if (!String.valueOf(uri.getScheme()).matches("https?") || uri.getHost() == null) throw new Ending(Ending.REFUSED, "“" + Terminal.plain(uri.toString()) + "” is no web address.");
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(SILENCE).method(method, body);
        headers.forEach(request::header);
        request.header("User-Agent", "mayfly");
        boolean ours = isOurs(uri);
        if (ours && !token.isEmpty()) request.header("Authorization", "Bearer " + token);
        if (ours && token.isEmpty()) cookies.of(server).ifPresent(c -> request.header("Cookie", c));
        try {
            HttpResponse<T> answer = client.send(request.build(), handler);
            if (ours && token.isEmpty()) answer.headers().firstValue("Set-Cookie").ifPresent(c -> cookies.keep(server, c));
            return answer;
        } catch (IOException e) {
            String why = e instanceof ConnectException || e.getMessage() == null ? "nobody listens there" : Terminal.plain(e.getMessage());
            throw new Silent(uri.resolve("/") + " does not answer: " + why + ".", e instanceof ConnectException, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Silent("Interrupted.", false, null);
        }
    }

    private boolean isOurs(URI uri) {
        return uri.getScheme().equals(server.getScheme()) && uri.getHost().equalsIgnoreCase(server.getHost()) && uri.getPort() == server.getPort();
    }
}
