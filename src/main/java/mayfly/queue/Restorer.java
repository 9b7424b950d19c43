package mayfly.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mayfly.job.JobId;
import mayfly.job.JobState;
import mayfly.store.Origin;
import mayfly.store.Redis;
import mayfly.store.Restored;
import mayfly.store.Verdict;

/**
 * Restores records that the store has lost, from the folders of their jobs, in the order of their creation. Records that are there are not touched, so that it may run beside
 * a Mayfly at work, twice, or again after it was ended in the middle.
 */
public final class Restorer {
    private static final int BATCH = 500;
    private final QueueSettings settings;
    private final Stores stores;
    private final JobFiles files;
    private final LiveWorkers workers = new LiveWorkers();

    public Restorer(QueueSettings settings, Redis redis) {
        this.settings = settings;
        this.stores = Stores.of(redis);
        this.files = new JobFiles(settings.home(), stores);
    }

    /**
     * What became of one job.
     *
     * @param process empty where its record.json cannot be read
     * @param as      the state in which it was restored, or would be; null when it was left out
     * @param why     words about it
     */
    public record Line(String id, String process, JobState as, String why) { }

    /**
     * @param dry  looks only
     * @param told gets a line for each job without a record, as soon as it is known
     * @return number of jobs that have a record already
     */
    public int run(boolean dry, Consumer<Line> told) throws IOException {
        List<String> ids = ids();
        var lost = new ArrayList<String>();
        for (int i = 0; i < ids.size(); i += BATCH) lost.addAll(stores.jobs().unrecorded(ids.subList(i, Math.min(ids.size(), i + BATCH))));
        for (Numbered job : inOrder(lost, told)) told.accept(restore(job.id(), dry));
        return ids.size() - lost.size();
    }

    private record Numbered(String id, long seq) { }

    private List<String> ids() throws IOException {
        Path jobs = settings.home().resolve("jobs");
        if (!Files.isDirectory(jobs)) return List.of();
        try (Stream<Path> all = Files.list(jobs)) {
            return all.map(dir -> dir.getFileName().toString()).filter(JobId::isValid).filter(files::has).toList();
        }
    }

    private List<Numbered> inOrder(List<String> ids, Consumer<Line> told) {
        var out = new ArrayList<Numbered>();
        for (String id : ids) {
            try {
                out.add(new Numbered(id, files.origin(id).seq()));
            } catch (IOException e) {
                told.accept(new Line(id, "", null, String.valueOf(e.getMessage())));
            }
        }
        out.sort(Comparator.comparingLong(Numbered::seq));
        return out;
    }

    private Line restore(String id, boolean dry) {
        String process = "";
        try {
            Origin origin = files.origin(id);
            process = origin.fields().get("process");
            Instant now = stores.leases().now();
            Restored job = new Remains(settings, origin, files, workers).told(now);
            if (dry) return stores.jobs().gone(id).isPresent() ? new Line(id, process, null, "it was deleted") : new Line(id, process, job.state(), job.text());
            Verdict verdict = stores.jobs().restore(origin, job);
            return switch (verdict) {
                case OK -> new Line(id, process, job.state(), job.text());
                case GONE -> new Line(id, process, null, "it was deleted");
                default -> new Line(id, process, null, "it has a record by now");
            };
        } catch (IOException | tools.jackson.core.JacksonException | IllegalArgumentException e) {
            return new Line(id, process, null, "its folder cannot be read: " + e.getMessage());
        }
    }
}
