package mayfly.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import java.util.stream.Stream;
import mayfly.catalog.Catalog;

/**
 * The jars in {@code <home>/plugins/}: computations with their descriptions, which become processes when they are put there and cease to be when they are taken away. Each is copied to
 * {@code <home>/runtime/plugins/}, and only the copy is read. A jar that is at fault is told once and harms no other; where it stands in the place of one that was not, that one stays.
 */
public final class Plugins {
    private static final Logger LOG = Logger.getLogger(Plugins.class.getName());
    /** How often those in use are marked so: many times before they would be taken to be old. */
    private static final Duration MARKED = Duration.ofHours(1);
    private final Path folder;
    private final PluginLayer layer;
    private final Map<Path, Seen> seen = new LinkedHashMap<>();
    private Instant marked = Instant.EPOCH;
    private volatile List<Path> folders = List.of();
    private volatile List<Catalog.Rejected> refused = List.of();

    /**
     * A jar at the last look.
     *
     * @param copy    null while none could be made
     * @param faults  of the jar as it is; empty when the copy is of it
     * @param settled whether it was the same at two looks: one that is being copied has faults that will pass
     * @param ours    whether the faults are not the jar's but of this machine, a full disk, say, and may pass while the jar stays as it is
     */
    private record Seen(Stamp stamp, PluginCopy copy, List<String> faults, boolean settled, boolean ours) {
        boolean isUpToDate(Stamp now) {
            return settled && !ours && stamp.equals(now) && (copy == null || copy.isThere());
        }
    }

    /** @param home of the deployment; the folder for plug-ins is made in it */
    public Plugins(Path home) throws IOException {
        folder = Files.createDirectories(home.resolve("plugins"));
        layer = new PluginLayer(home.resolve("runtime").resolve(PluginCopy.FOLDER));
    }

    /** Looks at the jars again. Cheap when none has changed. */
    public synchronized void look(Instant now) {
        List<Path> jars = jars();
        seen.keySet().retainAll(jars);
        for (Path jar : jars) look(jar);
        if (!marked.plus(MARKED).isAfter(now)) mark(now);
        folders = jars.stream().map(jar -> seen.get(jar).copy()).filter(copy -> copy != null).map(PluginCopy::descriptions).toList();
        refused = jars.stream().filter(jar -> seen.get(jar).settled()).flatMap(jar -> refused(jar, seen.get(jar))).toList();
    }

    /** Folders of the descriptions of all plug-ins, by name of their jars. */
    public List<Path> folders() {
        return folders;
    }

    /** Jars that are at fault, each with all its faults; whether what stood in their place before is offered still. */
    public List<Catalog.Rejected> refused() {
        return refused;
    }

    /** For nodes that share the home, as {@link OldRuntimes} needs it. */
    private void mark(Instant now) {
        for (Seen one : seen.values()) {
            try {
                if (one.copy() != null) OldRuntimes.mark(one.copy().folder(), now);
            } catch (IOException e) {
                LOG.fine("not marked as in use, until the next time: " + e);
            }
        }
        marked = now;
    }

    private static Stream<Catalog.Rejected> refused(Path jar, Seen seen) {
        return seen.faults().stream().map(fault -> new Catalog.Rejected(jar, 0, fault, seen.copy() != null));
    }

    private List<Path> jars() {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(f -> f.getFileName().toString().matches("[^.].*\\.jar") && Files.isRegularFile(f)).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            // What was there a moment ago is not taken away for it.
            return new ArrayList<>(seen.keySet());
        }
    }

    private void look(Path jar) {
        Seen before = seen.get(jar);
        Stamp stamp = Stamp.of(jar);
        if (before != null && before.isUpToDate(stamp)) return;
        Seen now = examine(jar, stamp, before);
        seen.put(jar, now);
        if (!now.settled() || before != null && before.settled() && before.faults().equals(now.faults())) return;
        for (String fault : now.faults()) LOG.warning((now.copy() == null ? "Not offered: " : "Offered as it was before: ") + jar + ": " + fault);
    }

    private Seen examine(Path jar, Stamp stamp, Seen before) {
        boolean same = before != null && before.stamp().equals(stamp);
        PluginCopy kept = before == null ? null : before.copy();
        try {
            PluginCopy copy = layer.lay(jar);
            if (Stamp.of(jar).equals(stamp)) return new Seen(stamp, copy, List.of(), true, false);
            return new Seen(stamp, kept, List.of("it changes while it is read"), same, true);
        } catch (PluginRefused e) {
            return new Seen(stamp, kept, e.reasons(), same, false);
        } catch (IOException e) {
            return new Seen(stamp, kept, List.of("it cannot be copied: " + e), same, true);
        }
    }
}
