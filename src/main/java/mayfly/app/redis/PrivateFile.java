package mayfly.app.redis;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and folders that only their owner can read. */
public final class PrivateFile {
    private static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private PrivateFile() { }

    /** Writes beside and renames, so that a reader finds the old line or the new one and never half of it. */
    public static void write(Path file, String line) throws IOException {
        // createTempFile makes it readable by its owner alone, from the first moment.
        Path beside = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new");
        try {
            Files.writeString(beside, line + "\n");
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /**
     * What the file says; where there is none, it is made to say {@code line}. Of several nodes that start at once on one home one makes it, and all read the same.
     *
     * @return its first line
     */
    public static String ensure(Path file, String line) throws IOException {
        String known = read(file);
        if (!known.isEmpty()) return known;
        Path beside = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new");
        try {
            Files.writeString(beside, line + "\n");
            Files.createLink(file, beside);
        } catch (FileAlreadyExistsException e) {
            // Another node was faster; an empty file, left by no version of ours, is filled.
            if (read(file).isEmpty()) write(file, line);
        } finally {
            Files.deleteIfExists(beside);
        }
        return read(file);
    }

    /** @return its first line, or "" when there is no such file */
    public static String read(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file).lines().findFirst().orElse("").strip() : "";
    }

    /** Makes the folder, and those above it that are missing; what exists stays as it is. */
    public static Path folder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) return folder;
        if (!POSIX) return Files.createDirectories(folder);
        return Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
