package mayfly.client;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Results of a job: printed as the document that the server sends, or saved one by one in a folder, what it only refers to included. */
final class Results {
    private final Http http;
    private final Terminal terminal;
    private final Path folder;
    private final Set<String> taken = new HashSet<>();

    /** @param folder to save in; null = to be printed */
    Results(Http http, Terminal terminal, Path folder) {
        this.http = http;
        this.terminal = terminal;
        this.folder = folder;
    }

    /** @param answer that a server gave to the question for results. @return the document, or names of the files that were saved */
    JsonElement take(HttpResponse<byte[]> answer) {
        String type = type(answer);
        if (!type.matches("application/(.*\\+)?json")) return raw(answer, type);
        JsonElement document = Http.parsed(answer);
        if (folder == null || !(document instanceof JsonObject outputs)) return document;
        var saved = new JsonObject();
        for (String id : outputs.keySet()) saved.addProperty(id, save(answer.uri(), id, outputs.get(id)).toString());
        return saved;
    }

    private static String type(HttpResponse<?> answer) {
        return answer.headers().firstValue("Content-Type").orElse("application/octet-stream").split(";")[0].strip().toLowerCase(Locale.ROOT);
    }

    private JsonElement raw(HttpResponse<byte[]> answer, String type) {
        if (folder != null) {
            var saved = new JsonObject();
            saved.addProperty("result", write(name("", "result", type), answer.body()).toString());
            return saved;
        }
        terminal.out().write(answer.body(), 0, answer.body().length);
        terminal.out().flush();
        return null;
    }

    private Path save(URI base, String id, JsonElement value) {
        String href = Json.text(value, "href");
        if (!href.isEmpty()) return fetch(base.resolve(URI.create(href)), id, value);
        String type = Json.text(value, "mediaType");
        if (value instanceof JsonObject o && o.has("value") && (!type.isEmpty() || o.has("encoding"))) {
            JsonElement inner = o.get("value");
            byte[] bytes = inner instanceof JsonPrimitive text ? text.getAsString().getBytes(StandardCharsets.UTF_8) : inner.toString().getBytes(StandardCharsets.UTF_8);
            return write(name("", id, type), Json.text(value, "encoding").equals("base64") ? Base64.getMimeDecoder().decode(bytes) : bytes);
        }
        return write(name("", id, "application/json"), (value + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private Path fetch(URI from, String id, JsonElement link) {
        try {
            Path part = Files.createTempFile(folder, ".mayfly-", ".part");
            try {
                HttpResponse<Path> answer = http.get("GET", from, "*/*", BodyHandlers.ofFile(part));
                if (answer.statusCode() != 200) throw new Ending(Ending.REFUSED, "The output “" + id + "” cannot be fetched: " + from + " answers " + answer.statusCode() + ".");
                Path file = folder.resolve(name(Json.text(link, "title"), id, type(answer)));
                return Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (Http.Silent e) {
            throw e.ending();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private Path write(String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private Ending unwritable(IOException e) {
        return Ending.usage("Nothing can be written in " + folder + ": " + e + ".");
    }

    /** Of a file in the folder and nowhere else, whatever a server calls it: the name that it proposes when it has an ending, else the output's id with the ending of its media type. */
    private String name(String proposed, String id, String type) {
        String name = proposed.matches(".+\\.\\w{1,10}") && !proposed.contains("/") && !proposed.contains("\\") ? proposed : id + "." + MediaTypes.ending(type);
        String safe = name.replaceAll("[^\\p{L}\\p{N}._ -]", "_").replaceAll("^[.\\s-]+", "_");
        if (safe.length() > 150) safe = safe.substring(safe.length() - 150);
        String free = safe;
        for (int i = 2; !taken.add(free); i++) free = i + "-" + safe;
        return free;
    }

    /** Prints one or the other for people. */
    void show(JsonElement told) {
        if (told == null) return;
        if (folder == null) terminal.print(told);
        else for (String file : files(told)) terminal.out().println(file);
    }

    private static List<String> files(JsonElement saved) {
        var out = new ArrayList<String>();
        if (saved instanceof JsonObject o) for (String id : o.keySet()) out.add(o.get(id).getAsString());
        return out;
    }
}
