package mayfly.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.junit.jupiter.api.Test;

class DelimitedInputTest {
    private static final byte[] DELIMITER = "\r\n--X\r-X".getBytes(StandardCharsets.US_ASCII);

    /** A stream that gives as little at a time as networks do. */
    private static InputStream dripping(byte[] bytes, Random random) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] b, int offset, int length) {
                return super.read(b, offset, Math.min(length, 1 + random.nextInt(7)));
            }
        };
    }

    /** Bytes that are mostly pieces of the delimiter, and never all of it. */
    private static byte[] nearMisses(Random random) {
        while (true) {
            var out = new ByteArrayOutputStream();
            for (int pieces = random.nextInt(30); pieces > 0; pieces--) {
                if (random.nextInt(4) == 0) out.write(random.nextInt(256));
                else out.write(DELIMITER, 0, 1 + random.nextInt(DELIMITER.length - 1));
            }
            byte[] bytes = out.toByteArray();
            if (!text(bytes).contains(text(DELIMITER)) && !(text(bytes) + text(DELIMITER)).substring(0, bytes.length + DELIMITER.length - 1).contains(text(DELIMITER))) return bytes;
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void stretchesComeBackAsTheyWere() throws IOException {
        for (int seed = 0; seed < 3000; seed++) {
            var random = new Random(seed);
            List<byte[]> stretches = new ArrayList<>();
            var all = new ByteArrayOutputStream();
            for (int i = 0; i < 4; i++) {
                stretches.add(nearMisses(random));
                all.write(stretches.get(i));
                all.write(DELIMITER);
                all.write('0' + i);
            }
            var input = new DelimitedInput(dripping(all.toByteArray(), random), DELIMITER, new byte[0], DELIMITER.length + 1 + random.nextInt(40));
            for (int i = 0; i < 4; i++) {
                if (random.nextInt(5) == 0) input.stretch().close();
                else assertArrayEquals(stretches.get(i), input.stretch().readAllBytes(), "seed " + seed);
                assertEquals('0' + i, input.read(), "seed " + seed);
            }
            assertThrows(FileUploadException.class, input::read);
        }
    }

    @Test
    void withoutItsDelimiterAStretchHasNoEnd() {
        byte[] open = "abc\r\n--X\r".getBytes(StandardCharsets.US_ASCII);
        assertThrows(FileUploadException.class, () -> new DelimitedInput(new ByteArrayInputStream(open), DELIMITER, new byte[0]).stretch().readAllBytes());
        assertThrows(FileUploadException.class, () -> new DelimitedInput(new ByteArrayInputStream(open), DELIMITER, new byte[0]).stretch().close());
    }

    @Test
    void whatStandsBeforeTheStreamCounts() throws IOException {
        var input = new DelimitedInput(new ByteArrayInputStream("--X\r-Xabc\r\n--X\r-X".getBytes(StandardCharsets.US_ASCII)), DELIMITER, new byte[] {'\r', '\n'});
        assertEquals(0, input.stretch().readAllBytes().length);
        assertEquals("abc", text(input.stretch().readAllBytes()));
    }
}
