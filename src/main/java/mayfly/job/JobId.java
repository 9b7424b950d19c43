package mayfly.job;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * Names of jobs: 22 letters and digits drawn from 128 random bits, so that a link to a job cannot be guessed. Safe as a
 * path segment, as part of a Redis key and as a file name by its alphabet alone.
 */
public final class JobId {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(ALPHABET.length());
    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z]{22}");

    private JobId() { }

    /** A new id, never issued before. */
    public static String fresh() {
        var rest = new BigInteger(128, RANDOM);
        var out = new StringBuilder(22);
        for (int i = 0; i < 22; i++) {
            BigInteger[] step = rest.divideAndRemainder(BASE);
            out.append(ALPHABET.charAt(step[1].intValue()));
            rest = step[0];
        }
        return out.toString();
    }

    /** Whether this could be an id at all; to be asked before it touches a key or a path. */
    public static boolean isValid(String id) {
        return id != null && FORM.matcher(id).matches();
    }

    /** The first eight characters: enough for people to tell their jobs apart, never enough to open one. */
    public static String brief(String id) {
        return id.substring(0, 8);
    }
}
