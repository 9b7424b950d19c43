package mayfly.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.logging.Logger;
import mayfly.job.Failpoint;
import mayfly.job.RunFolder;
import mayfly.launch.sandbox.Sandboxes;
import mayfly.worker.command.ProgramSandbox;

/** Starts workers as processes of this machine: one that stands by where there is one of the right shape, else a new one. */
public final class LocalLauncher implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LocalLauncher.class.getName());
    private final RuntimeFolder runtime;
    private final ClassArchive archive;
    private final Confinement confinement;
    private final Sandboxes sandboxes;
    private final WorkerCommand command;
    private final StandbyFolders folders;
    private final StandbyPool pool;
    private final AtomicInteger running = new AtomicInteger();
    private final LaunchCounts counts = new LaunchCounts();
    private final Exits exits = new Exits();

    /**
     * @param java       the java executable for workers
     * @param home       of the deployment
     * @param connection file that tells workers the store's address
     * @param wish       workers to start ahead
     * @param confinement by what means the processes of an attempt are held together; closed with this
     * @param sandboxes  for programs
     */
    public LocalLauncher(RuntimeFolder runtime, Path java, Path home, Path connection, StandbyWish wish, Confinement confinement, Sandboxes sandboxes) {
        this.runtime = runtime;
        this.confinement = confinement;
        this.sandboxes = sandboxes;
        this.archive = new ClassArchive(runtime, java, connection);
        this.command = new WorkerCommand(runtime, java, archive, confinement);
        this.folders = new StandbyFolders(home);
        this.pool = new StandbyPool(shape -> StandbyWorker.start(command, shape, folders.own(), connection), wish.plan(), wish.slots(), FreeMemory::isShort);
    }

    /** Begins what goes on in the background: the class-data archive, workers started ahead. */
    public void begin() {
        folders.sweep();
        LOG.info("The processes of a job are held together by this means: " + confinement.words());
        archive.train();
        pool.start();
    }

    /**
     * Lays what workers run from, and the descriptions and samples beside it, again where somebody has tidied them away.
     *
     * @throws IOException when that cannot be done
     */
    public void ensure() throws IOException {
        if (runtime.ensure()) relaid();
    }

    /**
     * Lays the attempt's folder and has a worker carry it out. The worker itself tells the store who it is; until then its processes are found by their cookie.
     *
     * @param ended gets the exit code (128 + n for signal n), on a thread of the JDK's, when the worker has ended while this application lives
     * @return the cookie, where it is not that of the attempt; else empty
     * @throws IOException when it cannot be started; the message is fit for people
     */
    public String start(Launch launch, IntConsumer ended) throws IOException {
        ensure();
        ProgramSandbox sandbox = sandboxes.of(launch.process(), launch.folder());
        StandbyWorker worker = standby(launch, sandbox).orElse(null);
        Process process = worker == null ? cold(launch, sandbox) : worker.process();
        Failpoint.LAUNCHED.pass();
        pool.launched(running.incrementAndGet());
        exits.await(process, exit -> {
            pool.ended(running.decrementAndGet());
            if (worker != null) worker.tidy();
            ended.accept(exit);
        });
        return worker == null ? "" : worker.cookie();
    }

    /** The folder of the runtime had been tampered with; what was made from it may not be what it is. */
    private void relaid() {
        LOG.warning("the folder of the workers' code was not whole and has been laid again: " + runtime.folder());
        archive.renew();
        pool.outdated();
    }

    private Optional<StandbyWorker> standby(Launch launch, ProgramSandbox sandbox) {
        if (!launch.shape().mayStandBy()) return Optional.empty();
        Optional<StandbyWorker> worker = pool.take(launch.shape());
        if (worker.isEmpty()) return worker;
        try {
            worker.get().hand(launch, sandbox);
            counts.standby();
            return worker;
        } catch (IOException e) {
            LOG.warning("a worker that stood by could not be told its job: " + e.getMessage());
            worker.get().end();
            return Optional.empty();
        }
    }

    private Process cold(Launch launch, ProgramSandbox sandbox) throws IOException {
        RunFolder folder = launch.folder();
        Path plugin = launch.shape().plugin();
        if (plugin != null && !Files.isRegularFile(plugin)) throw new IOException("the copy of its plug-in is gone: " + plugin);
        String cookie = folder.job() + "/" + folder.attempt();
        RunFolders.lay(launch, folder.path(), "", command.group(cookie), sandbox);
        Failpoint.LAUNCHING.reach();
        counts.cold(archive.isReady());
        return command.start(command.builder(launch.shape(), folder.path(), cookie, List.of("mayfly.worker.Main", folder.order().toString())), cookie);
    }

    public Sandboxes sandboxes() {
        return sandboxes;
    }

    public Confinement confinement() {
        return confinement;
    }

    /** How launching stands, for operators. */
    public LaunchFigures figures() {
        return new LaunchFigures(counts.coldLaunches(), counts.standbyLaunches(), counts.slowLaunches(), pool.size(), pool.isScarce(), archive.state(), runtime.version(), confinement.words());
    }

    /** Deletes the code of earlier deployments that nobody uses any more, and control groups that a crash has left empty. */
    public void sweep(Instant now) throws IOException {
        confinement.sweep();
        new OldRuntimes(runtime).sweep(now);
    }

    /** Ends what goes on in the background, and every worker that has no job; the others are left alone. */
    @Override
    public void close() {
        pool.close();
        exits.close();
        archive.close();
        folders.close();
        confinement.close();
    }
}
