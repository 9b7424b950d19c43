package mayfly.client;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Sends one execute request. When the connection is cut before an answer came, nobody knows whether the job stands: the request is sent again where the server cannot have seen it, or where its OpenAPI
 * document says that it knows the key that goes with it, by which it makes no second job.
 */
final class Post {
    private static final Gson COMPACT = new GsonBuilder().disableHtmlEscaping().serializeNulls().create();
    /** Bytes of files above which they are sent as a form, where the server takes one: in JSON they would be a third larger, and read into memory as a whole. */
    private static final long LARGE = 4 << 20;
    private static final String KEY = "Idempotency-Key";
    private static final String UNKNOWN = " It may have taken the job all the same: look with “mayfly jobs” before you send it again.";
    private static final int TRIES = 5;
    private static final long PAUSE = 1000;
    private final Http http;
    private final String key = UUID.randomUUID().toString();

    Post(Http http) {
        this.http = http;
    }

    /**
     * What came back.
     *
     * @param job     address of the job; null when the results came at once
     * @param status  its statusInfo; null when it was not told
     * @param results the answer with the results; null where there is a job
     */
    record Sent(URI job, JsonElement status, HttpResponse<byte[]> results) { }

    /** @throws Ending when it was refused, or could not be sent */
    Sent send(String process, JsonElement description, Given given) {
        String form = form(description);
        if (given.size() > LARGE && !form.isEmpty()) return send(http.at("/processes/" + process).resolve(form), given.form());
        var body = new JsonObject();
        body.add("inputs", given.json());
        body.addProperty("response", "document");
        byte[] bytes = COMPACT.toJson(body).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var headers = new LinkedHashMap<>(Map.of("Content-Type", "application/json", "Accept", "application/json", KEY, key));
        if (mayWait(description)) headers.put("Prefer", "respond-async");
        return taken(Http.accepted(answer(http.at("/processes/" + process + "/execution"), bytes, headers)));
    }

    /** Address to which a form can be sent, as Mayfly announces it; empty where there is none. */
    private static String form(JsonElement description) {
        for (JsonElement link : Json.array(description, "links")) {
            if (Json.text(link, "rel").endsWith("/execute") && Json.text(link, "type").equals("multipart/form-data")) return Json.text(link, "href");
        }
        return "";
    }

    private Sent send(URI uri, Multipart form) {
        try {
            HttpResponse<byte[]> answer = http.send("POST", uri, form.body(), Map.of("Content-Type", form.type()), BodyHandlers.ofByteArray());
            String location = answer.headers().firstValue("Location").orElse("");
            if (answer.statusCode() == 303 && !location.isEmpty()) return new Sent(uri.resolve(location), null, null);
            if (answer.statusCode() == 422) throw new Ending(Ending.REFUSED, "The server refuses the inputs (422). It says why to whom sends them with a small file, or by the form in a browser.");
            Http.accepted(answer);
            throw new Ending(Ending.REFUSED, uri + " answers " + answer.statusCode() + " to a form, and names no job.");
        } catch (Http.Silent e) {
            throw new Ending(Ending.UNREACHABLE, e.getMessage() + (e.isUnsent() ? "" : UNKNOWN));
        }
    }

    /** A server that can only answer at once is not asked for anything else. */
    private static boolean mayWait(JsonElement description) {
        var options = Json.array(description, "jobControlOptions");
        return options.isEmpty() || options.contains(new JsonPrimitive("async-execute"));
    }

    private HttpResponse<byte[]> answer(URI uri, byte[] body, Map<String, String> headers) {
        for (int tries = 1; ; tries++) {
            try {
                return http.send("POST", uri, BodyPublishers.ofByteArray(body), headers, BodyHandlers.ofByteArray());
            } catch (Http.Silent e) {
                if (tries == TRIES || !pause()) throw e.ending();
                if (!e.isUnsent() && !knowsKeys()) throw new Ending(Ending.UNREACHABLE, e.getMessage() + UNKNOWN);
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Asked for some seconds, since a server that was just cut off may be starting again. */
    private boolean knowsKeys() {
        for (int tries = 1; tries <= TRIES; tries++) {
            try {
                JsonElement landing = Http.parsed(http.get("GET", http.at("/"), "application/json", BodyHandlers.ofByteArray()));
                String document = Json.link(landing, "service-desc");
                if (document.isEmpty()) return false;
                return COMPACT.toJson(http.json(http.at("/").resolve(document))).contains('"' + KEY + '"');
            } catch (Http.Silent e) {
                if (!pause()) return false;
            } catch (Ending | IllegalArgumentException e) {
                return false;
            }
        }
        return false;
    }

    private Sent taken(HttpResponse<byte[]> answer) {
        String location = answer.headers().firstValue("Location").orElse("");
        boolean isJson = answer.headers().firstValue("Content-Type").orElse("").matches("(?i)application/(.*\\+)?json.*");
        JsonElement body = isJson && answer.body().length > 0 ? Http.parsed(answer) : new JsonObject();
        String id = Json.text(body, "jobID");
        if (location.isEmpty() && (id.isEmpty() || Json.text(body, "status").isEmpty())) return new Sent(null, null, answer);
        return new Sent(location.isEmpty() ? http.at("/jobs/" + id) : answer.uri().resolve(location), Json.text(body, "status").isEmpty() ? null : body, null);
    }
}
