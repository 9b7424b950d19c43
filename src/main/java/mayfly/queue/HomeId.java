package mayfly.queue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import mayfly.job.JobId;

/** A random name of a home folder, in its file {@code id}: two nodes that read the same one have the same folder before them, on whatever path. */
final class HomeId {
    private HomeId() { }

    /** Makes it where there is none; of two that do so at once one wins, and both read the same. */
    static String of(Path home) throws IOException {
        Path file = home.resolve("id");
        if (!Files.exists(file)) make(file);
        return Files.readString(file).strip();
    }

    /** Written beside and linked, so that nobody reads half of it, and nobody's is replaced. */
    private static void make(Path file) throws IOException {
        Path beside = Files.createTempFile(file.getParent(), "id", ".new");
        try {
            Files.writeString(beside, JobId.fresh() + "\n");
            Files.createLink(file, beside);
        } catch (FileAlreadyExistsException e) {
            // Another node was faster.
        } finally {
            Files.delete(beside);
        }
    }
}
