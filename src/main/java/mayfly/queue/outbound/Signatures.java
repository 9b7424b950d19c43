package mayfly.queue.outbound;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The headers by which a subscriber knows that a letter is from here, unchanged and new: Standard Webhooks 1.0 with HMAC-SHA256. Never shows its secrets. */
public final class Signatures {
    /** Signs nothing. */
    public static final Signatures NONE = new Signatures(List.of());
    public static final String ACCEPTED = "whsec_ and 24 to 64 random bytes in base64, as from: echo whsec_$(openssl rand -base64 32); two of them, with a blank between, while one takes the place of the other";
    private static final String MAC = "HmacSHA256";
    private static final String BEGIN = "whsec_";
    private final List<SecretKeySpec> keys;

    private Signatures(List<SecretKeySpec> keys) {
        this.keys = keys;
    }

    /** @throws IllegalArgumentException when it is neither empty nor what is {@link #ACCEPTED} */
    public static Signatures of(String text) {
        return text.isBlank() ? NONE : new Signatures(Arrays.stream(text.strip().split("\\s+")).map(Signatures::key).toList());
    }

    private static SecretKeySpec key(String text) {
        if (!text.startsWith(BEGIN)) throw new IllegalArgumentException("no " + BEGIN);
        byte[] key = Base64.getDecoder().decode(text.substring(BEGIN.length()));
        if (key.length < 24 || key.length > 64) throw new IllegalArgumentException("neither 24 to 64 bytes");
        return new SecretKeySpec(key, MAC);
    }

    public boolean isNone() {
        return keys.isEmpty();
    }

    /**
     * @param id the same for the same letter, however often it is sent
     * @param at when it is sent
     */
    public Map<String, String> headers(String id, Instant at, byte[] body) {
        String time = Long.toString(at.getEpochSecond());
        byte[] signed = (id + "." + time + ".").getBytes(StandardCharsets.UTF_8);
        var out = new LinkedHashMap<>(Map.of("webhook-id", id, "webhook-timestamp", time));
        if (!keys.isEmpty()) out.put("webhook-signature", keys.stream().map(key -> "v1," + Base64.getEncoder().encodeToString(mac(key, signed, body))).collect(Collectors.joining(" ")));
        return out;
    }

    private static byte[] mac(SecretKeySpec key, byte[] head, byte[] body) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            mac.update(head);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
