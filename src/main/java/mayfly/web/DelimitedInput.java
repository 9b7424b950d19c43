package mayfly.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.commons.fileupload2.core.FileUploadException;

/**
 * A stream cut into stretches by a delimiter, read through one buffer. Looks for the delimiter by its last byte and skips by its length (Horspool 1980), so that cutting costs
 * little beside reading; that is what the time of a large upload depends on.
 */
final class DelimitedInput {
    static final int BUFFER = 131_072;

    private final InputStream in;
    private final byte[] delimiter;
    private final int[] skips = new int[256];
    private final byte[] buffer;
    private int head;
    private int tail;
    /** Up to here no delimiter begins. */
    private int free;
    /** Where one begins; negative = not seen. */
    private int found = -1;

    /** @param begin what is read as if it stood before the stream */
    DelimitedInput(InputStream in, byte[] delimiter, byte[] begin) {
        this(in, delimiter, begin, BUFFER);
    }

    /** @param size of the buffer; more than a delimiter is long, and more than {@code begin} */
    DelimitedInput(InputStream in, byte[] delimiter, byte[] begin, int size) {
        this.in = in;
        this.delimiter = delimiter.clone();
        this.buffer = new byte[size];
        System.arraycopy(begin, 0, buffer, 0, begin.length);
        tail = begin.length;
        Arrays.fill(skips, delimiter.length);
        for (int i = 0; i < delimiter.length - 1; i++) skips[delimiter[i] & 0xff] = delimiter.length - 1 - i;
    }

    /** The next byte, delimiters or not. @throws FileUploadException at the end of the stream */
    int read() throws IOException {
        if (head == tail) fill();
        int b = buffer[head++] & 0xff;
        free = Math.max(free, head);
        found = -1;
        return b;
    }

    /** What is left up to the next delimiter, which is gone when the stream has been read to its end. */
    InputStream stretch() {
        return new Stretch();
    }

    private final class Stretch extends InputStream {
        private boolean ended;

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (ended) return -1;
            if (length == 0) return 0;
            while (ahead() == 0) {
                if (found >= 0) {
                    head = free = found + delimiter.length;
                    found = -1;
                    ended = true;
                    return -1;
                }
                fill();
            }
            int n = Math.min(length, ahead());
            System.arraycopy(buffer, head, bytes, offset, n);
            head += n;
            return n;
        }

        /** Skips what is left. */
        @Override
        public void close() throws IOException {
            while (!ended) {
                head += ahead();
                read();
            }
        }
    }

    /** How many bytes are there that certainly belong to this stretch. */
    private int ahead() {
        if (found < 0) search();
        return (found >= 0 ? found : free) - head;
    }

    private void search() {
        int last = delimiter.length - 1;
        int at = Math.max(free, head);
        while (at + last < tail) {
            int i = last;
            while (i >= 0 && buffer[at + i] == delimiter[i]) i--;
            if (i < 0) {
                found = at;
                return;
            }
            at += skips[buffer[at + last] & 0xff];
        }
        free = Math.min(at, tail);
    }

    private void fill() throws IOException {
        System.arraycopy(buffer, head, buffer, 0, tail - head);
        free = Math.max(0, free - head);
        tail -= head;
        head = 0;
        int n = in.read(buffer, tail, buffer.length - tail);
        if (n < 0) throw new FileUploadException("the body ends too early");
        tail += n;
    }
}
