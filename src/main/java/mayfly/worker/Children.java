package mayfly.worker;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processes that a computation started and left behind. */
final class Children {
    private static final Path THREADS = Path.of("/proc/self/task");

    private Children() { }

    /** Ends them, without grace: the outcome is known and nobody waits for them. The node looks once more, also for those that left their parent. */
    static void kill() {
        if (mayExist()) ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    /** The kernel lists the children of each thread; to ask it first saves a look at every process of the machine at every job's end. */
    private static boolean mayExist() {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            for (Path thread : threads) if (hasChildren(thread)) return true;
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean hasChildren(Path thread) throws IOException {
        Path children = thread.resolve("children");
        if (Files.exists(children)) return Files.readAllBytes(children).length > 0;
        // A thread that has just ended, or a kernel without this list.
        return Files.exists(thread);
    }
}
