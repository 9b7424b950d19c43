package mayfly.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import mayfly.catalog.ProcessDescription;
import mayfly.job.FailureKind;
import mayfly.queue.LetterPage;

/** {@code GET /operator/failed}: everybody's failed jobs, newest first, by kind of failure and process, with the forms that run them again. */
public final class FailedJobsPage {
    private static final String PURPOSE = "run again";
    private final Desk desk;

    public FailedJobsPage(Desk desk) {
        this.desk = desk;
    }

    /**
     * @param kind  as the address has it; may be empty
     * @param token proves that a form came from this page
     * @param all   how many the filter asks for
     * @param done  whether they have been run again already
     * @param json  address of the same for programs
     */
    public record Page(List<JobList.Tab> tabs, List<JobsPage.Choice> processes, String kind, String process, List<LetterRow> rows, String range, String newer, String older, String token, long all,
                       boolean done, String json) { }

    public void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var ask = new Ask(request);
        LetterFilter filter = LetterFilter.of(ask);
        LetterPage letters = desk.jobs().letters(filter.query());
        Instant now = desk.clock().instant();
        var say = new Words();
        long to = filter.before() + letters.jobs().size();
        String range = letters.jobs().isEmpty() ? null : say.count(filter.before() + 1) + " to " + say.count(to) + " of " + say.count(letters.total());
        desk.pages().show(request, response, 200, "failed", "", new Page(tabs(ask, filter, letters), choices(filter.process()), filter.kindWord(), filter.process() == null ? "" : filter.process(),
                letters.jobs().stream().map(job -> LetterRow.of(desk, ask, job, now)).toList(), range, filter.page() > 1 ? ask.url(filter.onPage(filter.page() - 1).here()) : null,
                to < letters.total() ? ask.url(filter.onPage(filter.page() + 1).here()) : null, token(desk), letters.total(), filter.again(),
                ask.url(filter.here() + (filter.here().indexOf('?') < 0 ? "?" : "&") + "f=json")));
    }

    static String token(Desk desk) {
        return desk.seal().close(PURPOSE, "go");
    }

    static boolean tokenFits(Desk desk, String token) {
        return desk.seal().open(PURPOSE, token).isPresent();
    }

    /** Kinds that nothing failed by are left out, unless asked for. */
    private static List<JobList.Tab> tabs(Ask ask, LetterFilter filter, LetterPage letters) {
        var tabs = new ArrayList<JobList.Tab>();
        tabs.add(tab(ask, filter, filter.of(null, false), "All", letters.open()));
        for (FailureKind kind : FailureKind.values()) {
            long count = letters.kinds().get(kind);
            if (count > 0 || filter.kind() == kind) tabs.add(tab(ask, filter, filter.of(kind, false), LetterFilter.word(kind), count));
        }
        tabs.add(tab(ask, filter, filter.of(null, true), "run again", letters.again()));
        return tabs;
    }

    private static JobList.Tab tab(Ask ask, LetterFilter filter, LetterFilter other, String word, long count) {
        return new JobList.Tab(Character.toUpperCase(word.charAt(0)) + word.substring(1), ask.url(other.here()), count, other.kindWord().equals(filter.kindWord()));
    }

    private List<JobsPage.Choice> choices(String chosen) {
        var all = new ArrayList<>(desk.jobs().processes().stream().map((ProcessDescription p) -> new JobsPage.Choice(p.id(), p.title(), p.id().equals(chosen))).toList());
        if (chosen != null && all.stream().noneMatch(JobsPage.Choice::chosen)) all.add(new JobsPage.Choice(chosen, new Words().name(chosen), true));
        return all;
    }
}
