package mayfly.bench;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Other ways to run a job, as far as {@code scripts/bench} could install them: each does the same job in the same Redis, in a database of its own. Their programs lie beside the
 * benchmarks' classes. Pools have as many workers as there are processors, as Mayfly has slots.
 */
final class PeerPrograms {
    static final String POPEN = "python by Popen";
    static final String FLASK = "Flask and Popen, as first published";
    /** The shortest that JobRunr takes. */
    static final int POLL_SECONDS = 5;
    static final String JOBRUNR = "JobRunr, poll " + POLL_SECONDS + " s";
    static final int SLOTS = Runtime.getRuntime().availableProcessors();
    private static final String PYTHON = "/usr/bin/python3";
    private static final Path PROGRAMS = Path.of("target/test-classes/mayfly/bench").toAbsolutePath();
    private static final Path NODE = Path.of("target/bench/node/node_modules").toAbsolutePath();
    private static final Path COMPILED = Path.of("target/bench/java").toAbsolutePath();
    private static final Pattern JEDIS = Pattern.compile("/(redis/clients|commons-pool2|org/slf4j|org/json|gson|tools/jackson/core|jackson-annotations)/|test-classes");

    /** What starts a peer: programs that stay, and the one that submits. */
    private record Program(List<List<String>> workers, List<String> client) { }

    private final Map<String, Program> there = new LinkedHashMap<>();
    private final List<String> missing = new ArrayList<>();
    private final URI redis;

    private PeerPrograms(URI redis) {
        this.redis = redis;
    }

    /** @param redis that all of them use */
    static PeerPrograms find(URI redis) throws InterruptedException {
        var found = new PeerPrograms(redis);
        found.python(POPEN, "redis", List.of(), "popen_peer.py");
        found.python(FLASK, "flask, redis", List.of(), "flask_peer.py");
        found.python("Celery, prefork pool", "celery, redis", List.of(List.of(PYTHON, "-m", "celery", "-A", "celery_peer", "worker", "-c", "" + SLOTS, "-l", "error")), "celery_peer.py");
        List<String> rq = List.of(PYTHON, "-m", "rq.cli", "worker", "--quiet", "--url", found.redis());
        found.python("RQ, " + SLOTS + " workers that fork", "rq, redis", java.util.Collections.nCopies(SLOTS, rq), "rq_peer.py");
        found.take("BullMQ, sandboxed", node("-e", "require('bullmq'); require('ioredis')"), new Program(List.of(node(PROGRAMS + "/bullmq_worker.js")), node(PROGRAMS + "/bullmq_client.js")));
        found.java("db-scheduler, immediate", "DbSchedulerPeer");
        found.java(JOBRUNR, "JobRunrPeer");
        return found;
    }

    private void python(String name, String modules, List<List<String>> workers, String client) throws InterruptedException {
        take(name, List.of(PYTHON, "-c", "import " + modules), new Program(workers, List.of(PYTHON, PROGRAMS.resolve(client).toString())));
    }

    private static List<String> node(String... arguments) {
        var command = new ArrayList<>(List.of("env", "NODE_PATH=" + NODE, "node"));
        command.addAll(List.of(arguments));
        return command;
    }

    private void java(String name, String main) throws InterruptedException {
        String classPath = jedisClassPath() + File.pathSeparator + COMPILED.resolve("classes") + File.pathSeparator + COMPILED.resolve("jars") + "/*";
        take(name, List.of("test", "-f", COMPILED + "/classes/mayfly/bench/" + main + ".class"), new Program(List.of(), List.of(ServerUnderTest.JAVA.toString(), "-cp", classPath, "mayfly.bench." + main)));
    }

    /** Jedis, databind and what they need, out of the class path of this JVM. */
    static String jedisClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).filter(e -> JEDIS.matcher(e).find()).map(e -> Path.of(e).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void take(String name, List<String> probe, Program program) throws InterruptedException {
        try {
            Child.run(probe);
            there.put(name, program);
        } catch (IOException e) {
            missing.add(name);
        }
    }

    /** Those that are there, in the order in which they are shown. */
    List<String> names() {
        return List.copyOf(there.keySet());
    }

    /** Which ones are not there, in words; empty when all are. */
    String missing() {
        return missing.isEmpty() ? "" : "Not there, so not measured: " + String.join(", ", missing) + ".";
    }

    Peer start(String name) throws IOException {
        Program program = there.get(name);
        var processes = new ArrayList<Process>();
        for (List<String> worker : program.workers()) processes.add(builder(worker, name).redirectOutput(ProcessBuilder.Redirect.DISCARD).start());
        Process client = builder(program.client(), name).start();
        processes.add(client);
        Peer peer = name.equals(FLASK) ? new FlaskPeer(client) : new PipedPeer(name, client, processes);
        Runtime.getRuntime().addShutdownHook(new Thread(peer::end));
        return peer;
    }

    private ProcessBuilder builder(List<String> command, String name) {
        var builder = new ProcessBuilder(command).directory(PROGRAMS.toFile()).redirectError(Path.of("target/bench/" + name.replaceAll("\\W+", "-") + ".log").toFile());
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().putAll(environment(redis));
        return builder;
    }

    /** What the job's programs read, of any language. */
    static Map<String, String> environment(URI redis) {
        return Map.of("BENCH_REDIS", PeerJobs.database(redis), "BENCH_SLOTS", "" + SLOTS, "PYTHONPATH", PROGRAMS.toString(), "LC_ALL", "C.UTF-8");
    }

    private String redis() {
        return PeerJobs.database(redis);
    }
}
