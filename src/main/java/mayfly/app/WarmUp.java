package mayfly.app;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import mayfly.catalog.Checked;
import mayfly.catalog.LiveCatalog;
import mayfly.catalog.ProcessDescription;
import mayfly.job.Owner;
import mayfly.queue.Engine;
import mayfly.queue.Submission;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where workers stand by, milliseconds matter: the application goes the way of a submission some hundred times after its start, so that the JVM has compiled it before
 * somebody comes. Samples are checked and offered to a queue that takes none, so nothing is created. One thread, for a few seconds at most.
 */
final class WarmUp implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(WarmUp.class.getName());
    private static final int ROUNDS = 400;
    private static final long MOST_NANOS = 4_000_000_000L;
    private final LiveCatalog catalog;
    private final Engine engine;
    private final Thread thread = new Thread(this::run, "mayfly-warm-up");
    private volatile boolean closed;

    WarmUp(LiveCatalog catalog, Engine engine) {
        this.catalog = catalog;
        this.engine = engine;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        long until = System.nanoTime() + MOST_NANOS;
        try {
            for (int i = 0; i < ROUNDS && System.nanoTime() < until; i++) {
                for (ProcessDescription p : catalog.all()) if (!closed) submit(p);
            }
        } catch (RuntimeException e) {
            // The store is away, say: whoever comes first will wait a little longer.
            LOG.log(Level.FINE, "not warmed up", e);
        }
    }

    private void submit(ProcessDescription process) {
        for (ProcessDescription.Sample sample : process.samples()) {
            if (!sample.files().isEmpty()) continue;
            ObjectNode inputs = JsonMapper.shared().createObjectNode();
            sample.inputs().forEach(inputs::set);
            Checked checked = catalog.check(process, inputs);
            if (checked.faults().isEmpty()) engine.rehearse(new Submission(process, checked.inputs(), List.of(), Owner.anonymous("rehearsal"), null));
            return;
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
