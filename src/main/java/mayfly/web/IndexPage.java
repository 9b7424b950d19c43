package mayfly.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import mayfly.catalog.ProcessDescription;
import mayfly.queue.JobPage;
import mayfly.queue.JobQuery;
import mayfly.queue.Load;

/** {@code GET /} and {@code GET /processes}: what can be run, and the reader's last jobs. */
public final class IndexPage {
    private static final int LAST = 5;

    private final Desk desk;

    public IndexPage(Desk desk) {
        this.desk = desk;
    }

    /**
     * @param total how many jobs the reader has
     */
    public record Page(List<Card> cards, List<JobRow> rows, String total) { }

    /** @param usual usual run time in words; null where too little is known */
    public record Card(String id, String title, String description, String takes, String gives, String usual, long running, long queued) { }

    public void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var ask = new Ask(request);
        Instant now = desk.clock().instant();
        JobPage mine = desk.jobs().jobs(new JobQuery(ask.owner(), null, Set.of(), 1, LAST));
        var page = new Page(desk.jobs().processes().stream().map(this::card).toList(), JobRow.of(desk, mine.jobs(), now),
                new Words().count(mine.total(), "job", "jobs"));
        desk.pages().showTagged(request, response, "index", "processes", page);
    }

    private Card card(ProcessDescription p) {
        Load load = desk.jobs().load(p.id());
        String takes = p.inputs().entrySet().stream().filter(e -> p.least(e.getKey()) > 0 && !e.getValue().schema().has("default")).map(e -> input(e.getValue())).collect(Collectors.joining(", "));
        if (takes.isEmpty()) takes = p.inputs().values().stream().map(this::input).limit(4).collect(Collectors.joining(", "));
        String gives = p.outputs().values().stream().map(ProcessDescription.Output::title).distinct().limit(6).collect(Collectors.joining(", "));
        return new Card(p.id(), p.title(), p.description(), takes.isEmpty() ? "nothing" : takes, gives, Estimate.usual(desk.jobs().runTimes(p.id())), load.running(), load.queued());
    }

    private String input(ProcessDescription.Input input) {
        return input.isFile() ? input.title() + ", up to " + new Words().size(desk.site().upload()) : input.title();
    }
}
