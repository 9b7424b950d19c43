package mayfly.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Logger;
import mayfly.worker.ProcStat;

/**
 * Control groups (cgroup v2), one for each attempt: {@code <base>/mayfly/<cookie>}, the cookie with a dash in the place of the slash. The kernel puts every child into the group of
 * its parent, and only who may write the groups' files can leave. See the kernel's documentation, admin-guide/cgroup-v2. An empty group is a folder that costs some KiB.
 */
final class Groups implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Groups.class.getName());
    private static final String NAME = "mayfly";
    private final Path folder;
    private final ExecutorService joining = Executors.newSingleThreadExecutor(work -> {
        var thread = new Thread(work, "mayfly-groups");
        thread.setDaemon(true);
        return thread;
    });

    private Groups(Path folder) {
        this.folder = folder;
    }

    /** Groups below that one, when a process can really be put into one there; else empty. */
    static Optional<Groups> below(Path base) {
        Path folder = base.resolve(NAME);
        Path probe = folder.resolve("probe-" + ProcessHandle.current().pid());
        try {
            Files.createDirectories(probe);
            int exit = Child.start(new ProcessBuilder("sh", "-c", "echo $$ > \"$1/cgroup.procs\"", "sh", probe.toString()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)).waitFor();
            return exit == 0 ? Optional.of(new Groups(folder)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            remove(probe);
        }
    }

    /** Of the group of an attempt. */
    static String name(String cookie) {
        return cookie.replace('/', '-');
    }

    /** Names of the groups that a process is in, from the outermost, a slash after each; empty where none of them is ours. @param dir its folder in /proc */
    static String around(Path dir) {
        try {
            String all = new String(Files.readAllBytes(dir.resolve("cgroup")), StandardCharsets.ISO_8859_1);
            int line = all.startsWith("0::") ? 0 : all.indexOf("\n0::") + 1;
            return all.indexOf("/" + NAME + "/", line) < 0 ? "" : all.substring(line + 3).strip() + "/";
        } catch (IOException e) {
            return "";
        }
    }

    /** Of that cookie; it may not be there yet. */
    Path path(String cookie) {
        return folder.resolve(name(cookie));
    }

    /** Puts a process that has just been started into its group, on a thread of its own: the kernel takes ten milliseconds for it, and the JVM needs longer to start. The worker makes sure. */
    void join(String cookie, long pid) {
        joining.execute(() -> {
            try {
                Files.createDirectories(path(cookie));
                Files.writeString(path(cookie).resolve("cgroup.procs"), pid + "\n");
            } catch (IOException e) {
                LOG.fine("left to the worker itself: " + e);
            }
        });
    }

    /** Kills all that is in the group at one stroke, so that nobody forks away; before Linux 5.14 it is only frozen, and whoever is killed then goes one by one. */
    void kill(String cookie) {
        Path kill = path(cookie).resolve("cgroup.kill");
        write(Files.exists(kill) ? kill : path(cookie).resolve("cgroup.freeze"));
    }

    /** Whether nothing lives in it or below it, by the kernel's own count; true when there is no such group. */
    boolean isEmpty(String cookie) {
        try {
            return !Files.readString(path(cookie).resolve("cgroup.events")).contains("populated 1");
        } catch (IOException e) {
            return true;
        }
    }

    /** What is in it now. */
    Set<ProcessTable.Id> members(String cookie) {
        var out = new HashSet<ProcessTable.Id>();
        try {
            for (String pid : Files.readAllLines(path(cookie).resolve("cgroup.procs"))) {
                ProcStat stat = ProcStat.of(Long.parseLong(pid));
                if (stat != null) out.add(new ProcessTable.Id(stat.pid(), stat.start()));
            }
        } catch (IOException e) {
            LOG.finer("no group of " + cookie);
        }
        return out;
    }

    private static void write(Path file) {
        try {
            if (Files.exists(file)) Files.writeString(file, "1\n");
        } catch (IOException e) {
            LOG.fine(file + ": " + e);
        }
    }

    /** Removes the group when nothing is in it. */
    void remove(String cookie) {
        remove(path(cookie));
    }

    /** A group that has processes refuses; its files are the kernel's and go with it. */
    private static void remove(Path group) {
        if (!Files.isDirectory(group)) return;
        try (DirectoryStream<Path> inner = Files.newDirectoryStream(group, Files::isDirectory)) {
            for (Path one : inner) remove(one);
            Files.deleteIfExists(group);
        } catch (IOException e) {
            LOG.finer(group + " is in use");
        }
    }

    /** Removes every empty group: what a crash has left. A worker that is about to enter one makes it again. */
    void sweep() {
        for (String name : names()) remove(folder.resolve(name));
    }

    List<String> names() {
        var out = new ArrayList<String>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path group : all) out.add(group.getFileName().toString());
        } catch (IOException e) {
            LOG.fine("cannot list " + folder + ": " + e);
        }
        return out;
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        joining.shutdown();
    }
}
