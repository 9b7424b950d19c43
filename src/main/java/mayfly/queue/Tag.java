package mayfly.queue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/**
 * Entity tags: names of what an answer shows, by all that decides it. Two answers with the same tag are the same, as far as this run of the application goes; after a
 * restart, which may bring other templates and descriptions, every tag is another one.
 */
public final class Tag {
    private static final String RUN = UUID.randomUUID().toString();
    private static final int BYTES = 15;

    private Tag() { }

    /** @param shown values whose {@code toString} tells them apart, in a fixed order; null is a value too */
    public static String of(Object... shown) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(RUN.getBytes(StandardCharsets.US_ASCII));
            for (Object one : shown) {
                digest.update(String.valueOf(one).getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return '"' + Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest.digest(), BYTES)) + '"';
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whether a client that sent this {@code If-None-Match} (null = none) has what the tag names already. */
    public static boolean isKnown(String ifNoneMatch, String tag) {
        if (ifNoneMatch == null) return false;
        for (String one : ifNoneMatch.split(",")) {
            String strong = one.strip().startsWith("W/") ? one.strip().substring(2) : one.strip();
            if (strong.equals(tag) || strong.equals("*")) return true;
        }
        return false;
    }
}
