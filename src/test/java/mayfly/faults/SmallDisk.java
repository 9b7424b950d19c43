package mayfly.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A disk in memory that can be filled, run out of names, or be made read-only. Only root can make one: elsewhere the test is skipped, and says so. */
final class SmallDisk implements AutoCloseable {
    private final Path path;

    private SmallDisk(Path path) {
        this.path = path;
    }

    /** @param options of tmpfs, as {@code size=50m,nr_inodes=2000} */
    static SmallDisk mount(Path path, String options) throws Exception {
        Files.createDirectories(path);
        boolean mounted = run("mount", "-t", "tmpfs", "-o", options, "tmpfs", path.toString()) == 0;
        if (!mounted) System.err.println("SKIPPED: only root can mount a small disk (tmpfs)");
        assumeTrue(mounted, "only root can mount a small disk");
        return new SmallDisk(path);
    }

    Path path() {
        return path;
    }

    void readOnly(boolean yes) throws Exception {
        // Files that are open for writing keep a mount from becoming read-only; a bind mount may be so all the same.
        if (yes && (run("mount", "--bind", path.toString(), path.toString()) != 0 || run("mount", "-o", "remount,bind,ro", path.toString()) != 0)) throw new AssertionError("cannot be made read-only");
        if (!yes && run("umount", "-l", path.toString()) != 0) throw new AssertionError("cannot be made writable again");
    }

    /** Writes until there is no room. */
    Path fill() {
        Path file = path.resolve("filler");
        try (OutputStream out = Files.newOutputStream(file)) {
            var chunk = new byte[4096];
            while (true) out.write(chunk);
        } catch (IOException e) {
            return file;
        }
    }

    /** Makes empty files until there is no name left. */
    List<Path> useUpNames() throws IOException {
        Path folder = Files.createDirectories(path.resolve("names"));
        var made = new ArrayList<Path>();
        try {
            while (true) made.add(Files.createFile(folder.resolve("" + made.size())));
        } catch (IOException e) {
            return made;
        }
    }

    static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }

    @Override public void close() throws Exception {
        Server.until("the small disk is let go", 30, () -> run("umount", path.toString()) == 0);
    }
}
