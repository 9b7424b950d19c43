package mayfly.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import mayfly.app.redis.EmbeddedRedis;
import mayfly.app.redis.RedisProbe;
import mayfly.app.redis.RedisUnavailable;
import mayfly.job.JobState;
import mayfly.launch.Trees;
import mayfly.queue.Restorer;
import mayfly.queue.Restorer.Line;
import mayfly.store.Redis;
import mayfly.store.StoreDown;

/**
 * {@code java -jar mayfly.war restore [--dry-run]}: brings back the records of jobs that the store has lost, from their folders, and prints a line for each. With the same settings as
 * the application, beside it or without it. Exit codes: 0 done, 1 some could not be restored, or Redis does not serve, 2 wrong usage or bad settings.
 */
public final class Restore {
    private final Map<JobState, Integer> restored = new EnumMap<>(JobState.class);
    private int leftOut;

    private Restore() { }

    /** Ends the process. Called by the launcher at the WAR's root. */
    public static void run(Path unpackedWar, String[] arguments) {
        Logging.install();
        int code;
        try {
            code = new Restore().carryOut(List.of(arguments));
        } catch (SettingsRefused e) {
            code = refused(2, e.getMessage());
        } catch (RedisUnavailable | StoreDown | IOException e) {
            code = refused(1, e.getMessage());
        }
        tidy(unpackedWar.getParent());
        System.out.flush();
        System.exit(code);
    }

    /** What cannot be deleted is left to the sweep of the next start. */
    private static void tidy(Path unpacked) {
        try {
            Trees.delete(unpacked);
        } catch (IOException e) {
            System.err.println("left behind: " + unpacked);
        }
    }

    private static int refused(int code, String why) {
        System.err.println(why);
        return code;
    }

    private int carryOut(List<String> arguments) throws IOException {
        boolean dry = arguments.equals(List.of("--dry-run"));
        if (!dry && !arguments.isEmpty()) return refused(2, "usage: java -jar mayfly.war restore [--dry-run]; found “" + String.join(" ", arguments) + "”");
        Settings settings = Settings.load();
        if (!Files.isDirectory(settings.home().resolve("jobs"))) return refused(1, "There are no folders of jobs in " + settings.home().resolve("jobs") + "; is MAYFLY_HOME the one of the application?");
        if (settings.redisUri() != null) {
            RedisProbe.require(settings.redisUri());
            return restore(settings, settings.redisUri(), dry);
        }
        EmbeddedRedis embedded = EmbeddedRedis.start(settings.home(), InstantSource.system());
        try {
            return restore(settings, embedded.uri(), dry);
        } finally {
            embedded.stop();
        }
    }

    private int restore(Settings settings, URI uri, boolean dry) throws IOException {
        try (var redis = new Redis(uri)) {
            System.out.println(row("JOB", "PROCESS", dry ? "WOULD BE" : "RESTORED AS", "WHY"));
            int there = new Restorer(Application.queueSettings(settings), redis).run(dry, this::tell);
            System.out.println(summary(dry, there));
        }
        return leftOut == 0 ? 0 : 1;
    }

    private void tell(Line line) {
        if (line.as() == null) leftOut++;
        else restored.merge(line.as(), 1, Integer::sum);
        System.out.println(row(line.id(), line.process(), line.as() == null ? "left out" : line.as().word().toLowerCase(Locale.ROOT), line.why()));
    }

    private static String row(String job, String process, String as, String why) {
        return String.format("%-22s  %-20s  %-11s  %s", job, process, as, why.replaceAll("\\p{Cntrl}", " "));
    }

    private String summary(boolean dry, int there) {
        int all = restored.values().stream().mapToInt(Integer::intValue).sum();
        String states = restored.entrySet().stream().map(e -> e.getValue() + " " + e.getKey().word().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "));
        return all + (dry ? " would be restored" : " restored") + (all == 0 ? "" : " (" + states + ")") + ", " + leftOut + " left out, " + there + " had a record and were not touched.";
    }
}
