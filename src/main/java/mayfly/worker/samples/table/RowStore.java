package mayfly.worker.samples.table;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The faulty rows whole, on disk: there may be many of them, and which of them stand is known at the end only. */
final class RowStore implements Closeable {
    /** Enough for a thousand rows of 250 kB; later ones are listed without their cells. */
    private static final long MOST_BYTES = 256L << 20;
    private final Path path;
    private DataOutputStream out;

    RowStore(Path path) throws IOException {
        this.path = path;
        out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path)));
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
