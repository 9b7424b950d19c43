package mayfly.app.boot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The WAR in a folder of its own, which only its owner can read, as long as this process lives. A process that is killed cannot
 * remove its folder; the next one does, seeing by the lock beside it that nobody uses it.
 */
final class UnpackedWar {
    private static final String NAME = "mayfly-war-";
    private static final List<FileLock> HELD = new ArrayList<>();
    private final Path parent;

    UnpackedWar(Path parent) {
        this.parent = parent;
    }

    Path unpack(Path war) throws IOException {
        Path folder = Files.createTempDirectory(parent, NAME);
        hold(folder);
        sweep(folder);
        Path content = Files.createDirectory(folder.resolve("war"));
        try (ZipFile zip = new ZipFile(war.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                Path target = content.resolve(entry.getName()).normalize();
                if (!target.startsWith(content)) throw new IOException("entry outside the WAR: " + entry.getName());
                if (entry.isDirectory()) Files.createDirectories(target);
                else try (InputStream in = zip.getInputStream(entry)) {
                    Files.createDirectories(target.getParent());
                    Files.copy(in, target);
                }
            }
        }
        return content;
    }

    /** The channel stays open, and with it the lock, until the process ends. */
    private static void hold(Path folder) throws IOException {
        HELD.add(FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE).lock());
    }

    /** Only this user's own: in a folder for all, others may have laid out anything under such a name. */
    private void sweep(Path own) throws IOException {
        List<Path> folders;
        try (Stream<Path> files = Files.list(parent)) {
            folders = files.filter(f -> f.getFileName().toString().startsWith(NAME) && !f.equals(own)).toList();
        }
        for (Path folder : folders) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || !Files.getOwner(folder).equals(Files.getOwner(own))) continue;
            try (FileChannel channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.WRITE); FileLock lock = channel.tryLock()) {
                if (lock != null) delete(folder);
            } catch (IOException | OverlappingFileLockException e) {
                // Someone else's, in use, or being made this moment: left alone.
            }
        }
    }

    static void delete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) Files.deleteIfExists(file);
    }
}
