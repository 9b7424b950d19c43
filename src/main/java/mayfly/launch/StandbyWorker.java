package mayfly.launch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Logger;
import mayfly.job.JobId;
import mayfly.job.LogTail;
import mayfly.worker.Rehearsal;
import mayfly.worker.command.ProgramSandbox;

/**
 * A worker started ahead: it has rehearsed and waits to be told its one job. It lives in a folder of its own, which becomes the attempt's folder when the job is handed over,
 * with its logs, to which its streams are bound, and as its working directory. Its standard input is a pipe until then: when this application ends, however it ends, it
 * reads the end and goes.
 */
final class StandbyWorker {
    private static final Logger LOG = Logger.getLogger(StandbyWorker.class.getName());
    private static final String REHEARSAL = "rehearsal";
    private static final String READY = "ready";
    private final String cookie;
    private final String group;
    private final Shape shape;
    private final Path folder;
    private final Process process;

    private StandbyWorker(String cookie, String group, Shape shape, Path folder, Process process) {
        this.cookie = cookie;
        this.group = group;
        this.shape = shape;
        this.folder = folder;
        this.process = process;
    }

    /** @param folders of all standbys */
    static StandbyWorker start(WorkerCommand command, Shape shape, Path folders, Path connection) throws IOException {
        String cookie = JobId.fresh();
        Path folder = Files.createDirectories(folders.resolve(cookie));
        Path order = Rehearsal.lay(folder.resolve(REHEARSAL), connection);
        ProcessBuilder builder = command.builder(shape, folder, cookie, List.of("mayfly.worker.Standby", order.toString(), folder.resolve(READY).toString()));
        return new StandbyWorker(cookie, command.group(cookie), shape, folder, command.start(builder.redirectInput(ProcessBuilder.Redirect.PIPE), cookie));
    }

    Shape shape() {
        return shape;
    }

    /** By which its processes are found, as its environment has it. */
    String cookie() {
        return cookie;
    }

    Process process() {
        return process;
    }

    /** Whether it has rehearsed and lives. */
    boolean isReady() {
        return process.isAlive() && Files.exists(folder.resolve(READY));
    }

    /** What the rehearsal left, deleted here, so that the worker need not load what deletes folders. */
    void clear() throws IOException {
        Trees.delete(folder.resolve(REHEARSAL));
        Files.deleteIfExists(folder.resolve(READY));
    }

    /**
     * Hands over its one job. The old name of its folder becomes a link to the new one: paths that the JVM has made absolute by its first working directory stay right.
     *
     * @throws IOException when it is gone; the attempt's folder may then be there or not, and a cold start may follow
     */
    void hand(Launch launch, ProgramSandbox sandbox) throws IOException {
        RunFolders.lay(launch, folder, cookie, group, sandbox);
        Path place = launch.folder().path();
        Files.createDirectories(place.getParent());
        Files.move(folder, place);
        Files.createSymbolicLink(folder, place);
        try (OutputStream out = process.getOutputStream()) {
            out.write((launch.folder().order() + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** What it said on its standard error, for the log. */
    String lastWords() {
        return LogTail.of(folder.resolve("stderr.log"), 500);
    }

    /** Ends it; nothing is lost, because it has no job. Harmless when it has ended by itself. @return done when nothing is left of it */
    CompletableFuture<Void> end() {
        return process.destroyForcibly().onExit().thenRun(this::tidy);
    }

    /** Deletes its folder, or the link to what its folder has become. */
    void tidy() {
        try {
            Trees.delete(folder);
        } catch (IOException e) {
            LOG.fine("left to the next sweep: " + e.getMessage());
        }
    }
}
