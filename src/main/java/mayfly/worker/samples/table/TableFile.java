package mayfly.worker.samples.table;

import java.io.EOFException;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import mayfly.worker.InputException;
import mayfly.worker.InputFile;

/** The bytes of the table, unpacked when they are gzip (told by their first two bytes, not by the name). */
final class TableFile {
    static final String ACCEPTED = "Send a table as text: CSV or TSV, also packed as .gz.";
    private final Path path;
    private final String name;
    private final long size;
    private final boolean gzip;

    TableFile(InputFile file) throws IOException, InputException {
        path = file.path();
        name = file.name();
        size = Files.size(path);
        if (size == 0) throw new InputException("“" + name + "” is empty. " + ACCEPTED);
        try (InputStream in = new FileInputStream(path.toFile())) {
            gzip = in.read() == 0x1f && in.read() == 0x8b;
        }
    }

    String name() {
        return name;
    }

    /** Bytes on disk, packed as they are. */
    long size() {
        return size;
    }

    boolean gzip() {
        return gzip;
    }

    /** The unpacked bytes from the first one on. */
    Bytes open() throws IOException {
        // Not by a channel: an interrupt, which asks to save and stop, would close it.
        Counted counted = new Counted(new FileInputStream(path.toFile()));
        try {
            return new Bytes(gzip ? new GZIPInputStream(counted, 1 << 16) : counted, counted);
        } catch (IOException e) {
            counted.close();
            throw e;
        }
    }

    /** The first unpacked bytes, at most so many. */
    byte[] first(int most) throws IOException {
        try (Bytes bytes = open()) {
            return bytes.readNBytes(most);
        }
    }

    /** A damaged gzip is the sender's to mend; anything else is ours. */
    InputException damaged(IOException e) throws IOException {
        if (gzip && (e instanceof ZipException || e instanceof EOFException)) {
            return new InputException("“" + name + "” is a damaged or incomplete .gz file. Pack it again, or send it unpacked.", e);
        }
        throw e;
    }

    /** Unpacked bytes that know how many packed ones were read for them. */
    static final class Bytes extends FilterInputStream {
        private final Counted counted;

        Bytes(InputStream in, Counted counted) {
            super(in);
            this.counted = counted;
        }

        long bytesRead() {
            return counted.count;
        }
    }

    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            if (one >= 0) count++;
            return one;
        }

        @Override
        public long skip(long bytes) throws IOException {
            long n = super.skip(bytes);
            count += n;
            return n;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            int n = super.read(to, offset, length);
            if (n > 0) count += n;
            return n;
        }
    }
}
