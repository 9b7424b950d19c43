package mayfly.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import mayfly.job.RunFolder;

/** Saves and reads the states of one attempt. What goes wrong is told in the log and never ends the computation. */
final class Checkpoints {
    private final RunFolder folder;
    private boolean failing;

    Checkpoints(RunFolder folder) {
        this.folder = folder;
    }

    /** Says that a value is one for databind. */
    private static final class Unfit extends IOException {
        private static final long serialVersionUID = 1L;
    }

    boolean save(Object value) {
        return said(() -> {
            try {
                CheckpointFile.write(folder.checkpoint(), out -> plain(out, value));
            } catch (Unfit e) {
                CheckpointFile.write(folder.checkpoint(), out -> Binding.write(folder, out, value));
            }
        });
    }

    boolean save(Job.Saver state) {
        return said(() -> CheckpointFile.write(folder.checkpoint(), state));
    }

    /** Deletes the checkpoint, for the room; unless the outcome did not reach the disk, and may not have reached the store. */
    synchronized void forget() {
        try {
            if (Files.exists(folder.result())) Files.deleteIfExists(folder.checkpoint());
        } catch (IOException e) {
            // It goes with the job's folder.
        }
    }

    private static void plain(OutputStream out, Object value) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        if (!ValueWriter.write(text, value)) throw new Unfit();
        text.flush();
    }

    private interface Saving {
        void run() throws IOException;
    }

    /** One at a time: threads that save at once would write into each other's file. Of failures in a row the first is told. */
    private synchronized boolean said(Saving saving) {
        try {
            saving.run();
            failing = false;
            return true;
        } catch (IOException e) {
            if (!failing) System.err.println("Mayfly: a checkpoint could not be saved (" + e.getMessage() + "); the computation goes on");
            failing = true;
            return false;
        }
    }

    <T> Optional<T> read(Class<T> type) {
        return read(in -> {
            Optional<Object> plain = new RecordReader(folder.inputs()).read(new InputStreamReader(in, StandardCharsets.UTF_8), type);
            if (plain.isPresent()) return type.cast(plain.get());
            try (InputStream again = CheckpointFile.open(folder.resume())) {
                return Binding.read(folder, again, type);
            }
        });
    }

    <T> Optional<T> read(Job.Reader<T> state) {
        try (InputStream in = CheckpointFile.open(folder.resume())) {
            Optional<T> found = Optional.ofNullable(state.read(in));
            System.err.println("Mayfly: going on from the checkpoint of an earlier attempt");
            return found;
        } catch (IOException | RuntimeException e) {
            System.err.println("Mayfly: the checkpoint of an earlier attempt cannot be read (" + (e instanceof IOException ? e.getMessage() : e) + "); this attempt begins anew");
            return Optional.empty();
        }
    }
}
