package mayfly.web;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import mayfly.job.JobState;
import mayfly.job.Node;
import mayfly.queue.Launching;
import mayfly.queue.Overview;
import mayfly.queue.Refusal;
import mayfly.web.Figure.Meter;
import mayfly.web.Standing.Evidence;

/** The numbers of the operator's page in words. */
final class OperatorFigures {
    private static final Words SAY = new Words();

    private final Desk desk;
    private final Ask ask;
    private final Launching launching;

    OperatorFigures(Desk desk, Ask ask) {
        this.desk = desk;
        this.ask = ask;
        this.launching = desk.jobs().launching();
    }

    /** @param o null while the store does not answer */
    List<Figure> now(Overview o) {
        int slots = desk.jobs().slots();
        Figure disk = Figure.of("Free disk", disk(), null);
        if (o == null) return List.of(Figure.of("Job store", "away", "it does not answer"), Figure.of("Slots", SAY.count(slots), "how many are used is not known"), disk);
        String failed = ask.url(LetterFilter.PATH);
        return List.of(new Figure("Slots used", SAY.count(o.busy()) + " of " + SAY.count(slots), null, null, new Meter(Math.min(o.busy(), slots), slots)),
                Figure.of("Queued", SAY.count(o.queued()), null), Figure.of("Retrying", SAY.count(o.count(JobState.RETRYING)), null),
                new Figure("Failed", SAY.count(o.count(JobState.FAILED)), "of those kept", failed, null), disk, Figure.of("Job store", "answers", null), nodes());
    }

    /** Who else is there, and on which machines. */
    private Figure nodes() {
        List<Node> nodes = desk.jobs().nodes();
        return Figure.of("Web nodes", SAY.count(nodes.size()), "on " + nodes.stream().map(n -> SAY.name(n.host())).sorted().distinct().collect(Collectors.joining(", ")));
    }

    private String disk() {
        try {
            return SAY.size(desk.jobs().freeDisk());
        } catch (UncheckedIOException | Refusal e) {
            return "not known";
        }
    }

    List<Figure> workers() {
        return List.of(Figure.of("Standing by", SAY.count(launching.ready()), launching.scarce() ? "None are started ahead while memory is short." : null),
                Figure.of("Started cold", SAY.count(launching.cold()), launching.slow() == 0 ? null : SAY.count(launching.slow()) + " without an archive"),
                Figure.of("From standby", SAY.count(launching.standby()), null),
                Figure.of("Their code", launching.runtime(), null),
                Figure.of("Process trees", launching.trees(), null), Figure.of("Sandboxes", launching.sandboxes(), null));
    }

    Evidence archive() {
        return launching.archiveReady() ? new Evidence("pulse", "Workers start with a class-data archive.")
                : new Evidence("warn", "Workers start without a class-data archive (" + launching.archive() + "): jobs run all the same, but they start about twice as slowly.");
    }
}
