package mayfly.worker.samples.table;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Where a pass was when it was saved: before this row.
 *
 * @param place      of the row in the file
 * @param line       in which it begins, from 1
 * @param blankLines skipped before it
 * @param row        mark of the row: what stands at the place must be it
 * @param bytesRead  progress, in bytes of the file
 */
record Bookmark(Places.Place place, long line, long blankLines, long row, long bytesRead) {
    /** Of the bytes of a saved pass, whichever class writes them: to be raised with each change of their meaning, and of what is found out from the same rows. */
    private static final int VERSION = 1;

    void save(DataOutputStream out) throws IOException {
        out.writeInt(VERSION);
        out.writeLong(place.bytes());
        out.writeLong(place.skip());
        out.writeLong(line);
        out.writeLong(blankLines);
        out.writeLong(row);
        out.writeLong(bytesRead);
    }

    static Bookmark restore(DataInputStream in) throws IOException {
        int version = in.readInt();
        if (version != VERSION) throw new IOException("it is of version " + version + ", and this is version " + VERSION);
        return new Bookmark(new Places.Place(in.readLong(), in.readLong()), in.readLong(), in.readLong(), in.readLong(), in.readLong());
    }
}
