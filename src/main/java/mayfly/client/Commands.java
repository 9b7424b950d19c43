package mayfly.client;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** What each command does. */
final class Commands {
    private final Options options;
    private final Terminal terminal;
    private final Http http;
    private final Interrupt interrupt;

    Commands(Options options, Terminal terminal, Http http, Interrupt interrupt) {
        this.options = options;
        this.terminal = terminal;
        this.http = http;
        this.interrupt = interrupt;
    }

    /** @return exit code. @throws Ending when it ends otherwise */
    int carryOut() {
        options.output();
        return switch (options.command()) {
            case "submit" -> submit();
            case "status" -> status(address(options.only("a job, its id or its address")));
            case "results" -> results(address(options.only("a job, its id or its address")));
            case "dismiss" -> dismiss(address(options.only("a job, its id or its address")));
            case "processes" -> options.words().isEmpty() ? new Lists(options, terminal, http).processes() : new Lists(options, terminal, http).process(part(options.only("one process")));
            case "jobs" -> new Lists(options, terminal, http).jobs();
            default -> throw Ending.usage("There is no command “" + options.command() + "”.");
        };
    }

    private URI address(String job) {
        return job.matches("https?://.*") ? URI.create(job) : http.at("/jobs/" + part(job));
    }

    private static String part(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private int submit() {
        if (options.words().isEmpty()) throw Ending.usage("Which process? “mayfly processes” lists them.");
        String process = part(options.words().get(0));
        JsonElement description = http.json(http.at("/processes/" + process));
        Given given = new Given(description, terminal.in()).take(options.words().subList(1, options.words().size()));
        introduce();
        Post.Sent sent = new Post(http).send(process, description, given);
        if (sent.job() == null) {
            tell(null, new Results(http, terminal, options.output()).take(sent.results()));
            return Ending.DONE;
        }
        if (options.has("wait")) return await(sent.job());
        JsonElement status = sent.status() == null ? http.json(sent.job()) : sent.status();
        if (options.has("json")) terminal.print(located(status, sent.job()));
        else terminal.out().println(sent.job());
        return Ending.DONE;
    }

    private void introduce() {
        try {
            http.introduce();
        } catch (Http.Silent e) {
            throw e.ending();
        }
    }

    private static JsonElement located(JsonElement status, URI job) {
        if (status instanceof JsonObject o) o.addProperty("location", job.toString());
        return status;
    }

    private JsonElement end(URI job) {
        interrupt.watch(job, options.has("dismiss-on-interrupt"));
        try {
            return new Watch(http, new Bar(terminal)).end(job);
        } finally {
            interrupt.over();
        }
    }

    /** Results, or why there are none. */
    private int await(URI job) {
        JsonElement status = end(job);
        if (Watch.code(status) == Ending.DONE) return fetch(job, status);
        if (options.has("json")) tell(located(status, job), null);
        String message = Terminal.plain(Json.text(status, "message"));
        throw new Ending(Watch.code(status), "The job " + Json.text(status, "status") + (message.isEmpty() ? "." : ": " + message) + "\n" + job);
    }

    private int fetch(URI job, JsonElement status) {
        String link = Json.link(status, "results");
        URI from = link.isEmpty() ? URI.create(job.toString().replaceAll("/+$", "") + "/results") : job.resolve(link);
        try {
            tell(status, new Results(http, terminal, options.output()).take(Http.accepted(http.get("GET", from, "application/json", BodyHandlers.ofByteArray()))));
            return Ending.DONE;
        } catch (Http.Silent e) {
            throw e.ending();
        }
    }

    /** @param status of the job; null where there was none. @param results may be null */
    private void tell(JsonElement status, JsonElement results) {
        if (!options.has("json")) {
            new Results(http, terminal, options.output()).show(results);
            return;
        }
        var all = new JsonObject();
        if (status != null) all.add("job", status);
        if (results != null) all.add(options.output() == null ? "results" : "saved", results);
        terminal.print(all);
    }

    private int status(URI job) {
        JsonElement status = options.has("wait") ? end(job) : http.json(job);
        if (options.has("json")) terminal.print(located(status, job));
        else terminal.out().println(Lists.words(status));
        return Watch.code(status);
    }

    private int results(URI job) {
        return options.has("wait") ? await(job) : fetch(job, http.json(job));
    }

    private int dismiss(URI job) {
        JsonElement status = http.json("DELETE", job);
        if (options.has("json")) terminal.print(status);
        else terminal.out().println(Lists.words(status));
        return Ending.DONE;
    }
}
