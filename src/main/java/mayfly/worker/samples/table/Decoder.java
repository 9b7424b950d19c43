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

/** Bytes to characters. Unlike an InputStreamReader it knows whether any bytes were not valid, puts {@link #INVALID} in their place, and knows where in the file it is. */
final class Decoder extends Reader {
    /** Stands for bytes that were not valid; half a character, such as no decoder gives, so that a U+FFFD of the file's own is none. People are {@link #shown} that instead. */
    static final char INVALID = '\uDFFF';
    static final char REPLACEMENT = '\uFFFD';
    private final InputStream in;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).flip();
    private final Places places = new Places();
    private boolean end;
    private long invalid;
    private long filled;
    private long decoded;

    /** @param before bytes of the file before the first that is read here */
    Decoder(InputStream in, Charset charset, long before) {
        this.in = in;
        filled = before;
        decoder = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** Places so far at which bytes were not valid. */
    long invalid() {
        return invalid;
    }

    /** Of the rows read from these characters. */
    Places places() {
        return places;
    }

    /** For people. */
    static String shown(String text) {
        return text.replace(INVALID, REPLACEMENT);
    }

    @Override
    public int read(char[] to, int offset, int length) throws IOException {
        places.part(to, offset, decoded, filled - bytes.remaining());
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
        decoded += n;
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
        filled += Math.max(0, n);
        bytes.position(bytes.position() + Math.max(0, n)).flip();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
