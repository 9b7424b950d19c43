package mayfly.launch;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Logger;
import mayfly.job.JobId;

/**
 * Where workers live that are started ahead: {@code <home>/standby/<pid of the application>-<random>@<machine>/<cookie>/}. Each application has a folder of its own, because
 * several may share a home; what one leaves behind that was killed is tidied by the next on its machine: of others nobody can see here whether they live.
 */
final class StandbyFolders {
    private static final Logger LOG = Logger.getLogger(StandbyFolders.class.getName());
    private static final String HERE = "@" + Machine.name();
    private final Path all;
    private final Path own;

    StandbyFolders(Path home) {
        all = home.resolve("standby");
        own = all.resolve(ProcessHandle.current().pid() + "-" + JobId.fresh() + HERE);
    }

    Path own() {
        return own;
    }

    /** Deletes what belongs to no living application; its standbys have gone with it. */
    void sweep() {
        if (!Files.isDirectory(all)) return;
        try (DirectoryStream<Path> owners = Files.newDirectoryStream(all)) {
            for (Path owner : owners) if (isOfHere(owner) && !isAlive(owner)) sweep(owner);
        } catch (IOException e) {
            LOG.warning("cannot tidy " + all + ": " + e.getMessage());
        }
    }

    /** Earlier versions named no machine, for they shared their home with no other. */
    private static boolean isOfHere(Path owner) {
        String name = owner.getFileName().toString();
        return name.endsWith(HERE) || !name.contains("@");
    }

    private static boolean isAlive(Path owner) {
        String pid = owner.getFileName().toString().split("-")[0];
        return pid.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(pid)).isPresent();
    }

    private static void sweep(Path owner) throws IOException {
        boolean empty = true;
        try (DirectoryStream<Path> left = Files.newDirectoryStream(owner)) {
            for (Path one : left) {
                if (isInUse(one)) empty = false;
                else Trees.delete(one);
            }
        }
        if (empty) Files.deleteIfExists(owner);
    }

    /** A link to the folder of an attempt that goes on: its worker may still use paths through it. */
    private static boolean isInUse(Path one) {
        return Files.isSymbolicLink(one) && Files.isDirectory(one) && !Files.exists(one.resolve("result.json"));
    }

    /** At the end of this application: what belongs to no job that goes on. */
    void close() {
        try {
            if (Files.isDirectory(own)) sweep(own);
        } catch (IOException e) {
            LOG.fine("left to the next sweep: " + e.getMessage());
        }
    }
}
