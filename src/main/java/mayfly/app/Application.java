package mayfly.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import mayfly.app.redis.ConnectionFile;
import mayfly.app.redis.EmbeddedRedis;
import mayfly.app.redis.PrivateFile;
import mayfly.app.redis.RedisProbe;
import mayfly.app.redis.RedisUnavailable;
import mayfly.catalog.LiveCatalog;
import mayfly.catalog.ProcessDescription;
import mayfly.launch.Confinement;
import mayfly.launch.LocalLauncher;
import mayfly.launch.Machine;
import mayfly.launch.Plugins;
import mayfly.launch.RuntimeFolder;
import mayfly.launch.Shape;
import mayfly.launch.StandbyWish;
import mayfly.launch.sandbox.Sandboxes;
import mayfly.queue.Engine;
import mayfly.queue.JobService;
import mayfly.queue.NodeRefused;
import mayfly.queue.Notices;
import mayfly.queue.QueueSettings;
import mayfly.queue.StoredTokens;
import mayfly.queue.Tokens;
import mayfly.queue.outbound.Outbound;
import mayfly.queue.outbound.Signatures;
import mayfly.store.Redis;
import mayfly.store.StoreDown;

/**
 * One running Mayfly: its settings, its Redis, and what works on them. Parts are started in order, each leaving word of how to stop
 * it; they are stopped in the reverse order, all of them, whatever one of them throws.
 */
public final class Application {
    private static final Logger LOG = Logger.getLogger("mayfly");
    private final Settings settings;
    private final WarContent content;
    private final Deque<Runnable> stops = new ArrayDeque<>();
    private String operatorPassword;
    private URI redis;
    private LiveCatalog catalog;
    private Engine engine;
    private Tokens tokens;

    private Application(Settings settings, WarContent content) {
        this.settings = settings;
        this.content = content;
    }

    /**
     * Returns once everything runs.
     *
     * @throws StartRefused when the home, Redis or another node keeps it from starting; whatever had been started is stopped again
     */
    static Application start(Settings settings, WarContent content) {
        Application application = new Application(settings, content);
        try {
            application.startParts();
            return application;
        } catch (RedisUnavailable | NodeRefused e) {
            application.stop();
            throw new StartRefused(e.getMessage());
        } catch (IOException e) {
            application.stop();
            throw new StartRefused(unwritable(settings.home(), e));
        } catch (RuntimeException | Error e) {
            application.stop();
            throw e;
        }
    }

    private void startParts() throws IOException {
        settings.warnings().forEach(LOG::warning);
        checkWritable(settings.home());
        operatorPassword = OperatorPassword.ensure(settings);
        redis = startRedis();
        ConnectionFile.write(settings.home(), redis);
        startEngine();
    }

    private void startEngine() throws IOException {
        RuntimeFolder runtime = new RuntimeFolder(settings.home(), content.workerJars(), content.etc());
        catalog = loadCatalog(runtime);
        Redis store = new Redis(redis);
        stops.push(store::close);
        prepare(store);
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        LocalLauncher launcher = new LocalLauncher(runtime, java, settings.home(), ConnectionFile.in(settings.home()), standbyWish(), confinement(), sandboxes());
        stops.push(launcher::close);
        tokens = new StoredTokens(store);
        engine = new Engine(queueSettings(settings), catalog, store, launcher, outbound());
        stops.push(engine::close);
        engine.start();
        launcher.begin();
        if (settings.work().standby() > 0) warmUp();
    }

    /** A store that is there but does not serve yet (it loads its data, its disk is full) is no reason to stay away from work: duties wait for it. */
    private static void prepare(Redis store) {
        try {
            store.prepare();
        } catch (StoreDown e) {
            LOG.warning("The job store does not serve yet: " + e.getMessage());
        }
    }

    private void warmUp() {
        var warmUp = new WarmUp(catalog, engine);
        stops.push(warmUp::close);
        warmUp.start();
    }

    /** Who names a folder counts on it: to go on with less would be a promise broken in silence. */
    private Confinement confinement() {
        String setting = settings.work().cgroup();
        Confinement found = Confinement.find(setting);
        if (found.isTight() || !setting.startsWith("/")) return found;
        throw new StartRefused("mayfly.cgroup = " + setting + ": no process can be put into a control group (cgroup v2) below it; name one that the user of this server may write, with all above it"
                + " up to the server's own group, or write auto or off");
    }

    /** Letters are always signed: with a secret that is made at the first start where none is set. */
    private Outbound outbound() throws IOException {
        Outbound out = settings.outbound();
        if (out.callbacks().isEmpty() || !out.signatures().isNone()) return out;
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return out.with(Signatures.of(PrivateFile.ensure(settings.home().resolve("callback-secret"), "whsec_" + Base64.getEncoder().encodeToString(random))));
    }

    /** From now on subscribers are told what happens to their jobs. */
    void tell(Notices notices) {
        engine.tell(notices);
    }

    /** What is asked of every program is tried first of all: to go on with less would be a promise broken in silence. */
    private Sandboxes sandboxes() {
        var sandboxes = new Sandboxes(settings.home(), settings.work().sandbox(), SettingSources.file(System.getenv(), System.getProperties()).stream().toList());
        sandboxes.refusal().ifPresent(why -> {
            throw new StartRefused("mayfly.sandbox cannot be had on this machine: " + why);
        });
        return sandboxes;
    }

    private StandbyWish standbyWish() {
        var reserved = new LinkedHashMap<Shape, Integer>();
        List<ProcessDescription> ours = catalog.all().stream().filter(p -> shape(p).mayStandBy()).toList();
        for (ProcessDescription p : ours) if (p.run().standby() > 0) reserved.merge(shape(p), p.run().standby(), Integer::sum);
        int most = settings.work().standby();
        int asked = reserved.values().stream().mapToInt(Integer::intValue).sum();
        if (asked > most) LOG.warning("Descriptions ask for " + asked + " workers to stand by, and mayfly.standby allows " + most + ": the last ones in the catalog go without");
        return new StandbyWish(most, settings.work().slots(), reserved, ours.stream().map(Application::shape).distinct().toList());
    }

    private static Shape shape(ProcessDescription p) {
        return Shape.of(p, p.limits());
    }

    /** The packaged descriptions lie beside the code that they belong to; the deployment's own folders come after them, and then its plug-ins. */
    private LiveCatalog loadCatalog(RuntimeFolder runtime) throws IOException {
        List<Path> folders = new ArrayList<>(List.of(runtime.folder().resolve("etc/processes")));
        folders.addAll(settings.processes());
        Plugins plugins = new Plugins(settings.home());
        return new LiveCatalog(() -> {
            plugins.look(Instant.now());
            return Stream.concat(folders.stream(), plugins.folders().stream()).toList();
        }, plugins::refused, settings.home(), Instant.now());
    }

    static QueueSettings queueSettings(Settings settings) throws IOException {
        Settings.Work work = settings.work();
        Settings.Disk disk = settings.disk();
        return new QueueSettings(settings.home(), settings.hostName().isEmpty() ? Machine.name() : settings.hostName(), ConnectionFile.in(settings.home()), work.slots(), work.slotsPerOwner(), work.queueLength(), work.queuePerOwner(),
                work.lease(), disk.retention(), disk.retentionMost(), disk.uploadKeep(), disk.floor());
    }

    private URI startRedis() {
        if (settings.redisUri() != null) {
            RedisProbe.require(settings.redisUri());
            return settings.redisUri();
        }
        EmbeddedRedis embedded = EmbeddedRedis.start(settings.home(), InstantSource.system());
        stops.push(embedded::stop);
        return embedded.uri();
    }

    /** Stops every part, the last started first; harmless when called again. */
    public void stop() {
        while (!stops.isEmpty()) {
            try {
                stops.pop().run();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "A part did not stop in order", e);
            }
        }
    }

    public Settings settings() {
        return settings;
    }

    public LiveCatalog catalog() {
        return catalog;
    }

    public JobService jobs() {
        return engine.jobs();
    }

    Tokens tokens() {
        return tokens;
    }

    /** Never to be logged or shown. */
    String operatorPassword() {
        return operatorPassword;
    }

    /** @return the address of the Redis in use, with its password */
    public URI redis() {
        return redis;
    }

    private static void checkWritable(Path home) throws IOException {
        Files.delete(Files.createTempFile(PrivateFile.folder(home), "writable", ""));
    }

    private static String unwritable(Path home, IOException e) {
        String reason = e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.getClass().getSimpleName();
        return "mayfly.home = " + home + " cannot be written (" + reason + "); name a folder that this user may write in MAYFLY_HOME";
    }
}
