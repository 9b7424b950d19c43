package mayfly.worker.samples.table;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The faulty rows whole, on disk: there may be many of them, and which of them stand is known at the end only. Not by a channel, which an interrupt would close.
 */
final class RowStore implements Closeable {
    /** Enough for a thousand rows of 250 kB; later ones are listed without their cells. */
    private static final long MOST_BYTES = 256L << 20;
    private final Path path;
    private DataOutputStream out;

    RowStore(Path path) throws IOException {
        this.path = path;
        out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(path.toFile())));
    }

    void add(Row row, long number) throws IOException {
        if (out.size() < 0 || out.size() > MOST_BYTES) return;
        out.writeLong(number);
        out.writeInt(row.kept());
        for (int i = 0; i < row.kept(); i++) {
            byte[] cell = row.cell(i).getBytes(StandardCharsets.UTF_8);
            out.writeInt(cell.length);
            out.write(cell);
        }
    }

    /** The rows so far, as they lie on disk. */
    void save(DataOutputStream to) throws IOException {
        out.flush();
        long length = Files.size(path);
        to.writeLong(length);
        try (var in = new FileInputStream(path.toFile())) {
            copy(in, to, length);
        }
    }

    void restore(DataInputStream in) throws IOException {
        copy(in, out, in.readLong());
    }

    private static void copy(InputStream from, OutputStream to, long length) throws IOException {
        var part = new byte[1 << 13];
        for (long left = length; left > 0;) {
            int n = from.read(part, 0, (int) Math.min(part.length, left));
            if (n < 0) throw new EOFException("faulty rows are lacking");
            to.write(part, 0, n);
            left -= n;
        }
    }

    /** Hands out the rows in their order. Nothing can be added afterwards. */
    void read(Reader reader) throws IOException {
        out.close();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
            while (true) {
                in.mark(1);
                if (in.read() < 0) return;
                in.reset();
                reader.row(in.readLong(), cells(in));
            }
        }
    }

    private static List<String> cells(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<String> cells = new ArrayList<>(count);
        for (int i = 0; i < count; i++) cells.add(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
        return cells;
    }

    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(path);
    }

    /** Takes one row. */
    interface Reader {
        void row(long number, List<String> cells) throws IOException;
    }
}
