package mayfly.worker.samples.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/** Bytes to characters. Unlike an InputStreamReader it knows whether any bytes were not valid, and puts U+FFFD in their place. */
final class Decoder extends Reader {
    static final char INVALID = '\uFFFD';
    private final InputStream in;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).flip();
    private boolean end;
    private long invalid;

    Decoder(InputStream in, Charset charset) {
        this.in = in;
        decoder = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** Places so far at which bytes were not valid. */
    long invalid() {
        return invalid;
    }

    @Override
    public int read(char[] to, int offset, int length) throws IOException {
        CharBuffer chars = CharBuffer.wrap(to, offset, length);
        while (chars.hasRemaining()) {
            CoderResult result = decoder.decode(bytes, chars, end);
            if (result.isError()) {
                replace(result, chars);
            } else if (result.isOverflow() || end || chars.position() > offset && !moreAtHand()) {
                break;
            } else {
                fill();
            }
        }
        int n = chars.position() - offset;
        return n == 0 && length > 0 ? -1 : n;
    }

    private boolean moreAtHand() {
        return bytes.remaining() > 8;
    }

    private void replace(CoderResult result, CharBuffer chars) {
        bytes.position(bytes.position() + Math.min(result.length(), bytes.remaining()));
        chars.put(INVALID);
        invalid++;
    }

    private void fill() throws IOException {
        bytes.compact();
        int n = in.read(bytes.array(), bytes.position(), bytes.remaining());
        end = n < 0;
        bytes.position(bytes.position() + Math.max(0, n)).flip();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
