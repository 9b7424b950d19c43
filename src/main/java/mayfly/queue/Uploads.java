package mayfly.queue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import mayfly.job.JobId;
import mayfly.launch.Trees;
import mayfly.store.StoreDown;

/**
 * Files that have arrived and wait for their job, in {@code <home>/uploads/<id>/}. They are streamed to disk and synced, so that a job never points at bytes that a power
 * cut took back. What the client called them stands in a properties file and is never a path. How old they are is told by the store's clock, as everything that is deleted
 * after a time: folders are stamped with it.
 */
final class Uploads {
    private static final Logger LOG = Logger.getLogger(Uploads.class.getName());
    /** Says what an upload is. */
    static final String ABOUT = "about.properties";
    private static final int CHUNK = 1 << 16;
    /** How much may arrive between two looks at the free disk. */
    private static final long LOOK = 64L << 20;
    private final Path folder;
    /** Between two stamps of an upload that is still coming in: long before anybody takes it for an old one. */
    private static final long STAMPED = TimeUnit.MINUTES.toNanos(1);
    private final long diskFloor;
    private final InstantSource clock;

    /** @param clock the store's; may throw {@link StoreDown} */
    Uploads(Path home, long diskFloor, InstantSource clock) {
        this.clock = clock;
        this.folder = home.resolve("uploads");
        this.diskFloor = diskFloor;
    }

    /** @throws Refusal TOO_LARGE above {@code limit} bytes, DISK_FULL when the disk's floor would be broken; nothing is kept then */
    Upload receive(String input, String name, String mediaType, InputStream bytes, long limit) throws IOException {
        checkHome();
        String id = JobId.fresh();
        Path dir = Files.createDirectories(folder.resolve(id));
        try {
            long size = copy(bytes, dir.resolve("bytes"), name, limit);
            var upload = new Upload(id, input, name, size, mediaType == null ? "" : mediaType, dir.resolve("bytes"));
            describe(upload);
            return upload;
        } catch (IOException | RuntimeException e) {
            Trees.delete(dir);
            throw e;
        }
    }

    private long copy(InputStream in, Path file, String name, long limit) throws IOException {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            return append(in, out, file.getParent(), name, limit);
        }
    }

    /**
     * Writes on where the file ends, and syncs. What was written stays when the stream breaks off.
     *
     * @param dir   the upload's folder
     * @param limit of the whole file
     * @return its size
     */
    long append(InputStream in, FileChannel out, Path dir, String name, long limit) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long size = out.size();
        long looked = size - LOOK;
        long stamped = System.nanoTime() - STAMPED;
        out.position(size);
        for (int n = in.readNBytes(chunk, 0, CHUNK); n > 0; n = in.readNBytes(chunk, 0, CHUNK)) {
            if (size - looked >= LOOK) {
                checkDisk(name);
                looked = size;
            }
            if (System.nanoTime() - stamped >= STAMPED) {
                stamp(dir);
                stamped = System.nanoTime();
            }
            size += n;
            if (size > limit) throw new Refusal(Refusal.Reason.TOO_LARGE, "“" + name + "” is larger than the limit of " + limit + " bytes.");
            var buffer = ByteBuffer.wrap(chunk, 0, n);
            while (buffer.hasRemaining()) out.write(buffer);
        }
        out.force(true);
        return size;
    }

    /** The folder of an upload, be it there or not. */
    Path folder(String id) {
        return folder.resolve(id);
    }

    private void checkDisk(String name) throws IOException {
        checkRoom(name, 0);
    }

    /** @throws Refusal DISK_FULL when so many more bytes would break the disk's floor */
    void checkRoom(String name, long bytes) throws IOException {
        if (free() - bytes < diskFloor) throw new Refusal(Refusal.Reason.DISK_FULL, "The disk is full: “" + name + "” could not be stored.");
    }

    /**
     * Nothing is taken in, nor is the folder made anew, where the home cannot be written or is not there: a disk that went read-only, or is not mounted any more.
     *
     * @throws Refusal READ_ONLY
     */
    void checkHome() {
        if (!folder.getParent().toFile().canWrite()) throw new Refusal(Refusal.Reason.READ_ONLY,
                "The folder in which this server keeps its jobs cannot be written. Nothing is taken in until that is mended; nothing that was accepted is lost.", Duration.ofMinutes(1), null);
    }

    /** Gives a folder the store's time. While the store is away the one that the file system has given has to do. */
    void stamp(Path dir) throws IOException {
        try {
            Files.setLastModifiedTime(dir, FileTime.from(clock.instant()));
        } catch (StoreDown e) {
            LOG.log(Level.FINE, "no time for " + dir, e);
        }
    }

    long free() throws IOException {
        // By the file, not by its FileStore: to find that one the JDK reads the list of all mounts.
        if (!Files.isDirectory(folder)) Files.createDirectories(folder);
        return folder.toFile().getUsableSpace();
    }

    /** Says what it is, and with that that it has arrived whole: before, it cannot be found. */
    void describe(Upload upload) throws IOException {
        var p = new Properties();
        p.setProperty("input", upload.input());
        p.setProperty("name", upload.name());
        p.setProperty("mediaType", upload.mediaType());
        try (var out = Files.newOutputStream(folder.resolve(upload.id()).resolve(ABOUT))) {
            p.store(out, null);
        }
        stamp(folder.resolve(upload.id()));
    }

    Optional<Upload> find(String id) throws IOException {
        Path about = JobId.isValid(id) ? folder.resolve(id).resolve(ABOUT) : null;
        if (about == null || !Files.exists(about)) return Optional.empty();
        var p = new Properties();
        try (var in = Files.newInputStream(about)) {
            p.load(in);
        }
        Path bytes = folder.resolve(id).resolve("bytes");
        return Optional.of(new Upload(id, p.getProperty("input"), p.getProperty("name"), Files.size(bytes), p.getProperty("mediaType"), bytes));
    }

    /** An upload of its own with the same bytes, by a link. */
    Upload again(Path file, String input, String name, String mediaType) throws IOException {
        String id = JobId.fresh();
        Path bytes = Files.createDirectories(folder.resolve(id)).resolve("bytes");
        Files.createLink(bytes, file);
        var upload = new Upload(id, input, name, Files.size(file), mediaType, bytes);
        describe(upload);
        return upload;
    }

    void remove(Upload upload) throws IOException {
        Trees.delete(folder.resolve(upload.id()));
    }

    /** Those that arrived before {@code time}. */
    List<Path> olderThan(Instant time) throws IOException {
        var out = new ArrayList<Path>();
        if (!Files.isDirectory(folder)) return out;
        try (DirectoryStream<Path> dirs = Files.newDirectoryStream(folder)) {
            for (Path dir : dirs) if (Files.getLastModifiedTime(dir).toInstant().isBefore(time)) out.add(dir);
        }
        return out;
    }
}
