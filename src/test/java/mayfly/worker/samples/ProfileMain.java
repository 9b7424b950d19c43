package mayfly.worker.samples;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import mayfly.worker.InputFile;

/** Profiles one file in a process of its own, to see what memory and time it takes: FILE FOLDER [KEY]. Prints rows, seconds and processor seconds. */
public final class ProfileMain {
    private ProfileMain() { }

    /** Saves to disk, as a worker does, and measures it. */
    private static final class SavingJob extends InMemoryJob {
        private final Path file;
        private int count;
        private long bytes;
        private long nanos;

        SavingJob(Path folder) {
            super(folder);
            file = folder.resolve("checkpoint");
        }

        @Override
        public boolean checkpointBytes(Saver state) {
            long begin = System.nanoTime();
            try (var out = new FileOutputStream(file.toFile()); var buffered = new BufferedOutputStream(out, 1 << 16)) {
                state.write(buffered);
                buffered.flush();
                out.getFD().sync();
                bytes = out.getChannel().size();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            nanos += System.nanoTime() - begin;
            count++;
            return true;
        }
    }

    public static void main(String[] args) throws Exception {
        Path table = Path.of(args[0]);
        var job = new SavingJob(Path.of(args[1]));
        long begin = System.nanoTime();
        TableProfile.Outputs out = new TableProfile().run(new TableProfile.Inputs(
                new InputFile(table, table.getFileName().toString(), Files.size(table), "text/csv"), null, null, null, null, null,
                args.length > 2 ? args[2] : null, null, null), job);
        System.out.printf("%d rows, %d columns, %.2f s, %.2f s of it computing%n", out.profile().totals().rows(), out.profile().totals().columns(),
                (System.nanoTime() - begin) / 1e9, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9);
        System.out.printf("%d checkpoints, the last of %,d bytes, %.3f s for all%n", job.count, job.bytes, job.nanos / 1e9);
        String json = new tools.jackson.databind.ObjectMapper().writeValueAsString(out.profile());
        Files.writeString(Path.of(args[1]).resolve("profile.json"), json);
    }
}
