package mayfly.catalog;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a description was read from.
 *
 * @param mark 16 hexadecimal digits by which it is told from every other, and from what the same file said at another time
 * @param text of the file
 */
public record Written(String mark, String text) {
    private static final int BYTES = 8;

    static Written of(Path file, String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest((file.toAbsolutePath() + "\n" + text).getBytes(StandardCharsets.UTF_8));
            return new Written(HexFormat.of().formatHex(hash, 0, BYTES), text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
