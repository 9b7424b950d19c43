package mayfly.worker.samples.table;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import mayfly.worker.InputException;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * The encoding of a table from its first bytes: a byte order mark says it; NULs at every second place mean UTF-16; valid UTF-8 is
 * UTF-8; else a library guesses by the frequency of bytes; else it is windows-1252, the commonest of what is left.
 *
 * @param charset encoding
 * @param mark    bytes of the byte order mark
 */
record EncodingGuess(Charset charset, int mark) {
    private static final Charset WESTERN = Charset.forName("windows-1252");

    static EncodingGuess of(byte[] first, String wish) {
        EncodingGuess marked = marked(first);
        if (wish == null || wish.isBlank() || wish.equals("auto")) return marked != null ? marked : new EncodingGuess(guess(first), 0);
        Charset wished = Charset.forName(wish);
        // "UTF-16" leaves the order of bytes open: the mark says it, or the NULs.
        if (wished.equals(StandardCharsets.UTF_16)) {
            return marked != null && marked.mark == 2 ? marked : new EncodingGuess(wide(first, 8) == null ? StandardCharsets.UTF_16LE : wide(first, 8), 0);
        }
        return new EncodingGuess(wished, marked != null && marked.charset.equals(wished) ? marked.mark : 0);
    }

    private static EncodingGuess marked(byte[] b) {
        if (b.length >= 3 && b[0] == (byte) 0xEF && b[1] == (byte) 0xBB && b[2] == (byte) 0xBF) return new EncodingGuess(StandardCharsets.UTF_8, 3);
        if (b.length >= 2 && b[0] == (byte) 0xFE && b[1] == (byte) 0xFF) return new EncodingGuess(StandardCharsets.UTF_16BE, 2);
        if (b.length >= 2 && b[0] == (byte) 0xFF && b[1] == (byte) 0xFE) return new EncodingGuess(StandardCharsets.UTF_16LE, 2);
        return null;
    }

    private static Charset guess(byte[] first) {
        Charset wide = wide(first, 3);
        if (wide != null) return wide;
        if (isUtf8(first)) return StandardCharsets.UTF_8;
        UniversalDetector detector = new UniversalDetector();
        detector.handleData(first, 0, first.length);
        detector.dataEnd();
        String name = detector.getDetectedCharset();
        return name != null && !name.equals("UTF-8") && Charset.isSupported(name) ? Charset.forName(name) : WESTERN;
    }

    /** UTF-16 when at least one byte in so many is NUL, and nearly all of them at even or nearly all at odd places. */
    private static Charset wide(byte[] first, int oneIn) {
        int[] nuls = new int[2];
        for (int i = 0; i < first.length; i++) if (first[i] == 0) nuls[i & 1]++;
        if ((nuls[0] + nuls[1]) * oneIn < first.length || first.length < 2) return null;
        if (nuls[0] * 20 < nuls[1]) return StandardCharsets.UTF_16LE;
        return nuls[1] * 20 < nuls[0] ? StandardCharsets.UTF_16BE : null;
    }

    private static boolean isUtf8(byte[] first) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        // The last character may be cut off: only what is wrong before it counts.
        return !decoder.decode(ByteBuffer.wrap(first), CharBuffer.allocate(first.length), false).isError();
    }

    /** @throws InputException when the bytes are no text in this encoding, saying what they seem to be */
    void refuseBinary(byte[] first, String name) throws InputException {
        String known = Foreign.name(first);
        if (known == null && !charset.name().startsWith("UTF-16") && strange(first) * 50L > first.length) {
            known = "binary data";
        }
        if (known != null) throw new InputException("“" + name + "” is not a table but " + known + ". " + TableFile.ACCEPTED);
    }

    /** Bytes that text does not hold: NUL and control characters other than tab, line ends and form feed. */
    private static int strange(byte[] first) {
        int strange = 0;
        for (byte b : first) if (b >= 0 && b < 32 && b != '\t' && b != '\n' && b != '\r' && b != '\f') strange++;
        return strange;
    }
}
