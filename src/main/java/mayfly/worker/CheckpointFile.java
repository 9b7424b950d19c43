package mayfly.worker;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.zip.CRC32C;
import mayfly.job.Failpoint;

/**
 * A checkpoint on disk: what was saved, and behind it a line with its sum (CRC-32C, Castagnoli, as in RFC 3720 appendix B.4), {@code \n#1a2b3c4d}, by which one is known that a dying disk
 * has cut or changed. Written beside its place, forced to disk, moved to its place, and the folder forced too: whole or not at all.
 *
 * <p>Only streams of {@code java.io} are used: an interrupt, which is how a computation is asked to stop and save, closes those of {@code java.nio}.
 */
final class CheckpointFile {
    private static final int BUFFER = 1 << 16;
    private static final int SUM = 10;

    private CheckpointFile() { }

    /** @throws IOException when it cannot be written; what stood there before stands there still */
    static void write(Path file, Job.Saver contents) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Failpoint.CHECKPOINT_BEFORE.reach();
            try (var out = new FileOutputStream(part.toFile())) {
                var summed = new Summed(out);
                var buffered = new BufferedOutputStream(summed, BUFFER);
                contents.write(buffered);
                buffered.flush();
                out.write(line(summed.sum));
                out.getFD().sync();
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            force(file.getParent());
            Failpoint.CHECKPOINT_KEPT.pass();
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Makes the new name durable. There is no other way to a folder than a channel, so one that an interrupt closes is opened again, and the interrupt kept for later. */
    private static void force(Path folder) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try (FileChannel channel = FileChannel.open(folder)) {
                    channel.force(true);
                    return;
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    /** What was saved, buffered. @throws IOException when it is not what was saved, or cannot be read */
    static InputStream open(Path file) throws IOException {
        File opened = file.toFile();
        long length = opened.length() - SUM;
        if (length < 0) throw new IOException("it is cut off");
        try (var in = new FileInputStream(opened)) {
            var sum = new CRC32C();
            var part = new byte[BUFFER];
            for (long left = length; left > 0;) {
                int n = in.read(part, 0, (int) Math.min(part.length, left));
                if (n < 0) throw new IOException("it is cut off");
                sum.update(part, 0, n);
                left -= n;
            }
            if (!Arrays.equals(in.readNBytes(SUM), line(sum))) throw new IOException("it is damaged: its sum is not that of its bytes");
        }
        return new BufferedInputStream(new Bounded(new FileInputStream(opened), length), BUFFER);
    }

    private static byte[] line(CRC32C sum) {
        String digits = Long.toHexString(sum.getValue() | 1L << 32).substring(1);
        return ("\n#" + digits).getBytes(StandardCharsets.US_ASCII);
    }

    /** Stays open: who writes a state may close it or not. */
    private static final class Summed extends FilterOutputStream {
        private final CRC32C sum = new CRC32C();

        Summed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            sum.update(b);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            out.write(from, offset, length);
            sum.update(from, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    /** The file without the line of its sum. */
    private static final class Bounded extends FilterInputStream {
        private long left;

        Bounded(InputStream in, long length) {
            super(in);
            left = length;
        }

        @Override
        public int read() throws IOException {
            int one = left > 0 ? in.read() : -1;
            if (one >= 0) left--;
            return one;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            if (left == 0) return -1;
            int n = in.read(to, offset, (int) Math.min(length, left));
            if (n > 0) left -= n;
            return n;
        }
    }
}
