package mayfly.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Logger;
import java.util.stream.Stream;
import mayfly.job.JobRecord;
import tools.jackson.databind.node.ObjectNode;

/**
 * The catalog as the files say it now. Whoever runs this application looks every few seconds; between two looks it stands still. A file that has got a fault keeps what it said
 * before. Safe for many threads.
 */
public final class LiveCatalog {
    private static final Logger LOG = Logger.getLogger(LiveCatalog.class.getName());
    private final Supplier<List<Path>> folders;
    private final Supplier<List<Catalog.Rejected>> others;
    private final KeptDescriptions kept;
    private final DescriptionFiles files;
    private volatile Catalog now;

    /**
     * Looks for the first time.
     *
     * @param folders of description files, asked for at every look; an earlier one goes before a later one
     * @param home    of the deployment: descriptions with jobs are kept there
     */
    public LiveCatalog(Supplier<List<Path>> folders, Path home, Instant at) {
        this(folders, List::of, home, at);
    }

    /** @param others what else is refused, by whoever lays some of the folders */
    public LiveCatalog(Supplier<List<Path>> folders, Supplier<List<Catalog.Rejected>> others, Path home, Instant at) {
        this.folders = folders;
        this.others = others;
        this.kept = kept(home);
        this.files = new DescriptionFiles();
        look(at);
    }

    /** One that never changes. */
    public LiveCatalog(Catalog fixed, Path home) {
        this.folders = () -> fixed.all().stream().map(p -> p.source().getParent()).distinct().toList();
        this.others = List::of;
        this.kept = kept(home);
        this.files = null;
        this.now = fixed;
    }

    private static KeptDescriptions kept(Path home) {
        return new KeptDescriptions(home.resolve("descriptions"));
    }

    /** Looks at the files again; says in the log what has changed, and each fault once. */
    public synchronized void look(Instant at) {
        if (files == null) return;
        Catalog before = now;
        Catalog after = files.look(folders.get(), at);
        if (after == before) return;
        now = after;
        List<Catalog.Rejected> known = before == null ? List.of() : before.rejected();
        for (Catalog.Rejected r : after.rejected()) if (!known.contains(r)) LOG.warning((r.kept() ? "Offered as it was before: " : "Not offered: ") + r);
        if (before != null) tell(before, after);
    }

    private static void tell(Catalog before, Catalog after) {
        for (ProcessDescription p : after.all()) {
            Optional<ProcessDescription> was = before.find(p.id());
            if (was.isEmpty()) LOG.info("Offered now: " + p.id() + ", by " + p.source());
            else if (was.get() != p) LOG.info("Described anew: " + p.id() + ", by " + p.source());
        }
        for (ProcessDescription p : before.all()) if (after.find(p.id()).isEmpty()) LOG.info("Not offered any more: " + p.id() + ", which was described by " + p.source());
    }

    /** As it is now; itself it never changes. */
    public Catalog now() {
        return now;
    }

    public Optional<ProcessDescription> find(String id) {
        return now.find(id);
    }

    /** By title. */
    public List<ProcessDescription> all() {
        return now.all();
    }

    public List<Catalog.Rejected> rejected() {
        return Stream.concat(now.rejected().stream(), others.get().stream()).toList();
    }

    /** See {@link Catalog#check}. */
    public Checked check(ProcessDescription process, ObjectNode inputs) {
        return now.check(process, inputs);
    }

    /** To be called before a job of this process is made, so that the job can always be carried out by it. */
    public void keep(ProcessDescription process) throws IOException {
        kept.keep(process);
    }

    /**
     * What a job was submitted to, whatever its file says now. Where its folder is not read any more, as after a new version of this application, its process as it is described
     * now; so too for jobs of versions that kept nothing. Empty when there is neither.
     */
    public Optional<ProcessDescription> of(JobRecord job) {
        Optional<ProcessDescription> current = now.find(job.process());
        if (job.mark().isEmpty() || current.isPresent() && current.get().written().mark().equals(job.mark())) return current;
        return kept.find(job.mark()).filter(p -> isRead(p.source())).or(() -> current);
    }

    private boolean isRead(Path source) {
        return folders.get().stream().anyMatch(folder -> folder.toAbsolutePath().equals(source.toAbsolutePath().getParent()));
    }
}
