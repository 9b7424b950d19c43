package mayfly.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals values that go out to browsers and come back: owner cookies, form tokens, names of kept uploads. A seal is the first 128 bits of
 * HMAC-SHA256 over a purpose and the value, so that a value sealed for one purpose is worth nothing for another.
 */
public final class Seal {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 16;

    /** Never used itself: a copy is ready at once, where a new one has to be looked for and given the key. */
    private final Mac mac;

    /** @param secret at least 16 bytes that no client knows; the same on all nodes and after a restart */
    public Seal(byte[] secret) {
        if (secret.length < 16) throw new IllegalArgumentException("a secret of at least 16 bytes is needed; found " + secret.length);
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    /** 22 letters, digits, dashes and underscores from 128 random bits. */
    public static String random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return text(bytes);
    }

    /** The value with its seal, as {@code value.seal}. */
    public String close(String purpose, String value) {
        return value + "." + text(of(purpose, value));
    }

    /** The value of what {@link #close} returned for the same purpose; empty for everything else. */
    public Optional<String> open(String purpose, String sealed) {
        int dot = sealed == null ? -1 : sealed.lastIndexOf('.');
        if (dot < 1) return Optional.empty();
        String value = sealed.substring(0, dot);
        byte[] claimed = sealed.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
        byte[] due = text(of(purpose, value)).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(due, claimed) ? Optional.of(value) : Optional.empty();
    }

    private byte[] of(String purpose, String value) {
        try {
            var own = (Mac) mac.clone();
            own.update(purpose.getBytes(StandardCharsets.UTF_8));
            own.update((byte) 0);
            return Arrays.copyOf(own.doFinal(value.getBytes(StandardCharsets.UTF_8)), BYTES);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's own HmacSHA256 can be copied", e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
