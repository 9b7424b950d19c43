package mayfly.queue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Properties;
import mayfly.job.JobId;
import mayfly.job.Owner;
import mayfly.launch.Trees;

/**
 * Uploads that may come in pieces, over many connections and restarts. Each lies among the others, in {@code <home>/uploads/<id>/}, and is cleaned away as they are; how far it has
 * come is the size of its file, so that nothing else has to be kept in step with it. Once it is whole it is an upload as any other. Only its owner can see it or add to it.
 */
public final class PartialUploads {
    private static final String ABOUT = "partial.properties";
    private final Uploads uploads;

    PartialUploads(Uploads uploads) {
        this.uploads = uploads;
    }

    /** In a home without an engine, for tests of what stands before it. */
    public static PartialUploads in(Path home) {
        return new PartialUploads(new Uploads(home, 0, InstantSource.system()));
    }

    /** @param process id of the process whose form it is for */
    public record What(String process, String input, String name, String mediaType, long length) { }

    /** @param offset bytes that have arrived */
    public record Partial(String id, What what, long offset) {
        public boolean isWhole() {
            return offset == what.length();
        }
    }

    /**
     * A new one, of which nothing has arrived.
     *
     * @param limit largest file in bytes
     * @throws Refusal TOO_LARGE, or DISK_FULL when there is no room for all of it now, or READ_ONLY
     */
    public Partial begin(Owner owner, What what, long limit) {
        if (what.length() > limit) throw new Refusal(Refusal.Reason.TOO_LARGE, "“" + what.name() + "” has " + what.length() + " bytes; at most " + limit + " are accepted.");
        uploads.checkHome();
        String id = JobId.fresh();
        return Guard.guarded(() -> {
            uploads.checkRoom(what.name(), what.length());
            Path dir = Files.createDirectories(uploads.folder(id));
            Files.createFile(dir.resolve("bytes"));
            write(dir, owner, what);
            uploads.stamp(dir);
            return settled(new Partial(id, what, 0));
        });
    }

    /** Empty for one that is not there, or any more, and for somebody else's. */
    public Optional<Partial> find(String id, Owner owner) {
        if (!JobId.isValid(id) || owner == null) return Optional.empty();
        return Guard.guarded(() -> {
            try {
                return read(id, owner);
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        });
    }

    private Optional<Partial> read(String id, Owner owner) throws IOException {
        Path dir = uploads.folder(id);
        var about = new Properties();
        try (var in = Files.newInputStream(dir.resolve(ABOUT))) {
            about.load(in);
        }
        if (!owner.name().equals(about.getProperty("owner"))) return Optional.empty();
        var what = new What(about.getProperty("process"), about.getProperty("input"), about.getProperty("name"), about.getProperty("mediaType"), Long.parseLong(about.getProperty("length")));
        return Optional.of(settled(new Partial(id, what, Files.size(dir.resolve("bytes")))));
    }

    /**
     * Adds what a connection brings. When it breaks off, what had arrived is kept.
     *
     * @param offset where the sender believes the file to end
     * @throws Refusal CONFLICT when it ends elsewhere, or another connection is adding to it; TOO_LARGE above the length that was said; DISK_FULL
     */
    public Partial append(Partial upload, long offset, InputStream bytes) {
        return Guard.guarded(() -> added(upload, offset, bytes));
    }

    private Partial added(Partial upload, long offset, InputStream bytes) throws IOException {
        Path dir = uploads.folder(upload.id());
        try (FileChannel out = FileChannel.open(dir.resolve("bytes"), StandardOpenOption.WRITE); FileLock lock = lock(out)) {
            if (lock == null) throw new Refusal(Refusal.Reason.CONFLICT, "Another connection is sending this file at the moment.");
            if (out.size() != offset) throw new Refusal(Refusal.Reason.CONFLICT, "The file is to be continued at " + out.size() + ", not at " + offset + ".");
            uploads.stamp(dir);
            long size = uploads.append(bytes, out, dir, upload.what().name(), upload.what().length());
            return settled(new Partial(upload.id(), upload.what(), size));
        }
    }

    /** Null when somebody has it: here, or in another web server. */
    private static FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** One that is whole can be found by its id as any upload; also where the server had died before it could say so. */
    private Partial settled(Partial upload) throws IOException {
        Path dir = uploads.folder(upload.id());
        What what = upload.what();
        if (upload.isWhole() && !Files.exists(dir.resolve(Uploads.ABOUT))) {
            try (FileChannel file = FileChannel.open(dir.resolve("bytes"), StandardOpenOption.WRITE)) {
                file.force(true);
            }
            uploads.describe(new Upload(upload.id(), what.input(), what.name(), what.length(), what.mediaType(), dir.resolve("bytes")));
        }
        return upload;
    }

    private static void write(Path dir, Owner owner, What what) throws IOException {
        var about = new Properties();
        about.setProperty("owner", owner.name());
        about.setProperty("process", what.process());
        about.setProperty("input", what.input());
        about.setProperty("name", what.name());
        about.setProperty("mediaType", what.mediaType());
        about.setProperty("length", Long.toString(what.length()));
        try (var out = Files.newOutputStream(dir.resolve(ABOUT), StandardOpenOption.CREATE_NEW)) {
            about.store(out, null);
        } catch (IOException e) {
            Trees.delete(dir);
            throw e;
        }
    }
}
