package mayfly.job;

import java.math.BigInteger;
import java.security.SecureRandom;

/**
 * Names of jobs: 22 letters and digits drawn from 128 random bits, so that a link to a job cannot be guessed. Safe as a
 * path segment, as part of a Redis key and as a file name by its alphabet alone.
 */
public final class JobId {
    /** Characters of an id. */
    public static final int LENGTH = 22;
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(ALPHABET.length());

    /** Apart, because a worker checks ids and makes none: the source of chance alone would cost it milliseconds. */
    private static final class Source {
        static final SecureRandom RANDOM = new SecureRandom();
    }

    private JobId() { }

    /** A new id, never issued before. */
    public static String fresh() {
        var rest = new BigInteger(128, Source.RANDOM);
        var out = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            BigInteger[] step = rest.divideAndRemainder(BASE);
            out.append(ALPHABET.charAt(step[1].intValue()));
            rest = step[0];
        }
        return out.toString();
    }

    /** Whether this could be an id at all; to be asked before it touches a key or a path. */
    public static boolean isValid(String id) {
        if (id == null || id.length() != LENGTH) return false;
        for (int i = 0; i < LENGTH; i++) if (ALPHABET.indexOf(id.charAt(i)) < 0) return false;
        return true;
    }

    /** The first eight characters: enough for people to tell their jobs apart, never enough to open one. */
    public static String brief(String id) {
        return id.substring(0, 8);
    }
}
