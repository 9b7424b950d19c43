package mayfly.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import mayfly.job.JobState;

/** {@code GET /about}: what the states mean, what one can rely on, and this deployment's limits. */
public final class AboutPage {
    private final Desk desk;

    public AboutPage(Desk desk) {
        this.desk = desk;
    }

    public record Page(Site site, List<State> states, String slots, String upload, String keep, String free, boolean mail, List<Boxed> boxed) { }

    /** A process whose program is shut in. */
    public record Boxed(String process, String sandbox) { }

    public record State(Badge badge, String text) { }

    public void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var say = new Words();
        Site site = desk.site();
        var states = List.of(
                state(JobState.QUEUED, "It waits for a free slot."),
                state(JobState.LAUNCHING, "Its worker is being started."),
                state(JobState.RUNNING, "Its worker is at work and has spoken recently."),
                new State(new Badge("silent", "Running, silent"), "Its worker is alive, but has not spoken for a while."),
                state(JobState.SUCCESSFUL, "It ended, and the results are kept."),
                state(JobState.FAILED, "It ended without results; its page says why."),
                state(JobState.DISMISSED, "Its owner cancelled it; its page says that no process is left."));
        desk.pages().show(request, response, 200, "about", "about", new Page(site, states, say.count(desk.jobs().load(null).slots()), say.size(site.upload()),
                say.duration(site.keep()), say.size(desk.jobs().freeDisk()), site.help().contains("@") && !site.help().contains(":"), boxed(desk)));
    }

    static List<Boxed> boxed(Desk desk) {
        return desk.jobs().processes().stream().map(p -> new Boxed(p.title(), desk.jobs().sandbox(p))).filter(b -> !b.sandbox().isEmpty()).toList();
    }

    private static State state(JobState state, String text) {
        return new State(Badge.of(state), text);
    }
}
