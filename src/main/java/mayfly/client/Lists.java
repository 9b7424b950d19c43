package mayfly.client;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What a server offers and what became of jobs, as tables for people or as JSON. */
final class Lists {
    private static final int PAGES = 1000;
    private final Options options;
    private final Terminal terminal;
    private final Http http;

    Lists(Options options, Terminal terminal, Http http) {
        this.options = options;
        this.terminal = terminal;
        this.http = http;
    }

    int processes() {
        JsonArray all = pages(http.at("/processes"), "processes", Integer.MAX_VALUE);
        if (options.has("json")) terminal.print(all);
        else for (JsonElement p : all) row(24, Json.text(p, "id"), Json.text(p, "title"));
        return Ending.DONE;
    }

    /** One, with its inputs and outputs. */
    int process(String id) {
        JsonElement process = http.json(http.at("/processes/" + id));
        if (options.has("json")) terminal.print(process);
        else describe(process);
        return Ending.DONE;
    }

    private void describe(JsonElement process) {
        terminal.out().println(Terminal.plain(Json.text(process, "title")));
        if (!Json.text(process, "description").isEmpty()) terminal.out().println(Terminal.plain(Json.text(process, "description")));
        JsonObject inputs = Json.object(process, "inputs");
        terminal.out().println(inputs.isEmpty() ? "\nNo inputs." : "\nInputs:");
        for (String name : inputs.keySet()) row(24, "  " + name, input(inputs.get(name)));
        terminal.out().println("\nOutputs:");
        JsonObject outputs = Json.object(process, "outputs");
        for (String name : outputs.keySet()) row(24, "  " + name, Json.text(outputs.get(name), "title"));
    }

    private static String input(JsonElement input) {
        JsonObject schema = Json.object(input, "schema");
        String kind = Json.text(schema, "format").equals("binary") ? "file" : Json.text(schema, "type");
        var words = new StringBuilder(Json.text(input, "title")).append(" (").append(kind.isEmpty() ? "any" : kind);
        if (!Json.array(schema, "enum").isEmpty()) words.append(" of ").append(Json.array(schema, "enum"));
        if (schema.has("default")) words.append(", by default ").append(schema.get("default"));
        else if (Json.text(input, "minOccurs").equals("0")) words.append(", optional");
        String most = Json.text(input, "maxOccurs");
        if (!most.isEmpty() && !most.equals("1")) words.append(", several");
        return words.append(')').toString();
    }

    int jobs() {
        var query = new StringBuilder("?limit=" + Math.min(100, options.limit()));
        if (options.value("status") != null) query.append("&status=").append(encoded(options.value("status")));
        if (options.value("process") != null) query.append("&processID=").append(encoded(options.value("process")));
        JsonArray all = pages(http.at("/jobs" + query), "jobs", options.limit());
        if (options.has("json")) terminal.print(all);
        else for (JsonElement job : all) terminal.out().println(words(job));
        return Ending.DONE;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private JsonArray pages(URI first, String name, int most) {
        var out = new JsonArray();
        URI next = first;
        for (int page = 0; next != null && page < PAGES; page++) {
            JsonElement answer = http.json(next);
            for (JsonElement one : Json.array(answer, name)) if (out.size() < most) out.add(one);
            String more = Json.link(answer, "next");
            next = more.isEmpty() || out.size() >= most ? null : next.resolve(more);
        }
        return out;
    }

    /** A job on one line. */
    static String words(JsonElement job) {
        String progress = Json.text(job, "progress");
        String line = String.format("%-24s %-12s %6s  %-20s %s", Json.text(job, "jobID"), Json.text(job, "status"), progress.isEmpty() ? "" : progress + " %", Json.text(job, "processID"), Json.text(job, "message"));
        return Terminal.plain(line);
    }

    private void row(int width, String first, String second) {
        terminal.out().println((" ".repeat(first.length() - first.stripLeading().length()) + Terminal.plain(String.format("%-" + (width - 2) + "s  %s", first.strip(), second))).stripTrailing());
    }
}
