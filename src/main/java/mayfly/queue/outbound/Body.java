package mayfly.queue.outbound;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;

/** The bytes of an answer, unpacked, as many as are accepted and no more; what goes wrong while they come is told as it is of the answer itself. */
final class Body {
    private final ClassicHttpResponse response;
    private final long limit;
    private final Troubles troubles;
    private final Deadlines.Deadline deadline;

    Body(ClassicHttpResponse response, long limit, Troubles troubles, Deadlines.Deadline deadline) {
        this.response = response;
        this.limit = limit;
        this.troubles = troubles;
        this.deadline = deadline;
    }

    /** @throws NotFetched when it is said to be too large, or is packed in a way that cannot be unpacked */
    InputStream bytes() throws IOException {
        if (response.getEntity() == null) return InputStream.nullInputStream();
        if (response.getEntity().getContentLength() > limit) throw troubles.tooLarge(limit);
        try {
            return new Counted(unpacked(response.getEntity().getContent()));
        } catch (NotFetched e) {
            throw e;
        } catch (IOException e) {
            throw troubles.of(e, deadline.passed());
        }
    }

    private InputStream unpacked(InputStream in) throws IOException {
        Header header = response.getFirstHeader("Content-Encoding");
        String encoding = header == null ? "" : header.getValue().strip().toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "", "identity" -> in;
            case "gzip", "x-gzip" -> new GZIPInputStream(in, 1 << 14);
            default -> throw troubles.packed(encoding);
        };
    }

    private final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int n;
            try {
                n = super.read(into, offset, length);
            } catch (IOException e) {
                throw troubles.of(e, deadline.passed());
            }
            // A connection that was cut off may look like the end.
            if (deadline.passed()) throw troubles.tooSlow();
            if (n > 0 && (count += n) > limit) throw troubles.tooLarge(limit);
            return n;
        }
    }
}
