package mayfly.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import mayfly.app.redis.ConnectionFile;
import mayfly.app.redis.EmbeddedRedis;
import mayfly.catalog.Catalog;
import mayfly.catalog.LiveCatalog;
import mayfly.catalog.Sandbox;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.Owner;
import mayfly.launch.Confinement;
import mayfly.launch.LocalLauncher;
import mayfly.launch.RuntimeFolder;
import mayfly.launch.Shape;
import mayfly.launch.StandbyWish;
import mayfly.launch.sandbox.Sandboxes;
import mayfly.queue.Engine;
import mayfly.queue.JobService;
import mayfly.queue.QueueSettings;
import mayfly.queue.Submission;
import mayfly.store.Redis;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A whole Mayfly without the web: a real Redis, real workers, a home of its own. */
public final class TestMayfly implements AutoCloseable {
    public static final Owner ANNA = Owner.anonymous("anna");
    public static final Owner BERT = Owner.anonymous("bert");
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static RuntimeFolder runtime;

    private final Path home;
    private final LiveCatalog catalog;
    private final int slots;
    private final int standby;
    private final Supplier<Confinement> confinement;
    private EmbeddedRedis embedded;
    private Redis redis;
    private LocalLauncher launcher;
    private Engine engine;

    public TestMayfly(Path home, int slots) throws IOException {
        this(home, slots, 0);
    }

    /** @param standby workers started ahead */
    public TestMayfly(Path home, int slots, int standby) throws IOException {
        this(home, slots, standby, Catalog.load(List.of(Path.of("src/test/resources/processes"), Path.of("etc/processes"))));
    }

    public TestMayfly(Path home, int slots, int standby, Catalog catalog) throws IOException {
        this(home, slots, standby, catalog, () -> Confinement.find("auto"));
    }

    /** @param confinement made anew for each start of the engine */
    public TestMayfly(Path home, int slots, int standby, Catalog catalog, Supplier<Confinement> confinement) throws IOException {
        this(home, slots, standby, new LiveCatalog(catalog, home), confinement);
    }

    /** @param catalog looked at every two seconds, as in the application */
    public TestMayfly(Path home, int slots, LiveCatalog catalog) throws IOException {
        this(home, slots, 0, catalog, () -> Confinement.find("auto"));
    }

    private TestMayfly(Path home, int slots, int standby, LiveCatalog catalog, Supplier<Confinement> confinement) throws IOException {
        this.confinement = confinement;
        this.home = home;
        this.slots = slots;
        this.standby = standby;
        this.catalog = catalog;
        startRedis();
        startEngine();
    }

    /** The code of workers, laid once for all tests of this JVM. */
    public static synchronized RuntimeFolder runtime() throws IOException {
        if (runtime == null) runtime = new RuntimeFolder(Path.of("target/test-runtime-" + System.getProperty("test.fork", "0")).toAbsolutePath(), ClassPathJars.ofThisJvm(), List.of());
        return runtime;
    }

    public void startRedis() throws IOException {
        embedded = EmbeddedRedis.start(home, InstantSource.system());
        ConnectionFile.write(home, embedded.uri());
        if (redis == null) redis = new Redis(embedded.uri());
    }

    public void stopRedis() {
        embedded.stop();
    }

    public void startEngine() throws IOException {
        startEngine(JAVA);
    }

    public void startEngine(Path java) throws IOException {
        List<Shape> shapes = catalog.all().stream().map(p -> Shape.of(p, p.limits())).distinct().toList();
        launcher = new LocalLauncher(runtime(), java, home, home.resolve("redis/connection"), new StandbyWish(standby, slots, Map.of(), shapes), confinement.get(), new Sandboxes(home, Sandbox.NONE, List.of()));
        engine = new Engine(settings(), catalog, redis, launcher);
        engine.start();
        if (standby > 0) launcher.begin();
    }

    /** Another node on the same home and store, not started yet; whoever asks for it closes it. */
    public Engine another(String host) throws IOException {
        return another(host, home);
    }

    public Engine another(String host, Path itsHome) throws IOException {
        return new Engine(settings(itsHome, host), new LiveCatalog(catalog.now(), itsHome), redis, new LocalLauncher(runtime(), JAVA, itsHome, home.resolve("redis/connection"), new StandbyWish(0, slots, Map.of(), List.of()), confinement.get(), new Sandboxes(itsHome, Sandbox.NONE, List.of())));
    }

    public QueueSettings settings() {
        return settings(home, "here");
    }

    private QueueSettings settings(Path itsHome, String host) {
        return new QueueSettings(itsHome, host, home.resolve("redis/connection"), slots, slots, 1000, 500, Duration.ofSeconds(2), Duration.ofDays(7), Duration.ofDays(90), Duration.ofHours(1), 0);
    }

    public void stopEngine() {
        engine.close();
        launcher.close();
    }

    public Engine engine() {
        return engine;
    }

    public LocalLauncher launcher() {
        return launcher;
    }

    public JobService jobs() {
        return engine.jobs();
    }

    public Redis redis() {
        return redis;
    }

    /** Of the Redis that it uses, password included. */
    public URI redisUri() {
        return embedded.uri();
    }


    public Catalog catalog() {
        return catalog.now();
    }

    public Path home() {
        return home;
    }

    public String submit(String process, String inputs) {
        return submit(process, inputs, ANNA, null);
    }

    public String submit(String process, String inputs, Owner owner, String token) {
        var description = catalog.find(process).orElseThrow();
        var checked = catalog.check(description, (ObjectNode) JsonMapper.shared().readTree(inputs));
        if (!checked.faults().isEmpty()) throw new IllegalArgumentException(checked.faults().toString());
        return jobs().submit(new Submission(description, checked.inputs(), List.of(), owner, token)).id();
    }

    public String trouble(String what, long number) {
        return submit("trouble", "{\"what\": \"" + what + "\", \"number\": " + number + "}");
    }

    public JobRecord awaitEnd(String id) {
        return await(id, job -> job.state().isFinal());
    }

    public JobRecord await(String id, JobState state) {
        return await(id, job -> job.state() == state);
    }

    /** Waits up to 40 s: a generous bound for a busy machine, not a measure. */
    public JobRecord await(String id, Predicate<JobRecord> condition) {
        long until = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (System.nanoTime() < until) {
            JobRecord job = jobs().job(id);
            if (condition.test(job)) return job;
            pause();
        }
        throw new AssertionError("not within 40 s: " + jobs().job(id));
    }

    /** The files of a deleted job go once none of its processes is left: within a round or two of the cleaner. */
    public void awaitFilesGone(String id) {
        long until = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (Files.exists(home.resolve("jobs").resolve(id))) {
            if (System.nanoTime() > until) throw new AssertionError("the files of " + id + " are still there after 40 s");
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public String file(JobRecord job, String name) {
        try {
            return Files.readString(home.resolve("jobs").resolve(job.id()).resolve(Integer.toString(job.attempt())).resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stopEngine();
        Leftovers.end(home);
        redis.close();
        embedded.stop();
    }
}
