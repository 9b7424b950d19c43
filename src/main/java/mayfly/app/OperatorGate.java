package mayfly.app;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mayfly.queue.ProblemType;

/**
 * Lets the operator in: HTTP Basic, user {@value #USER}, with the password of {@link OperatorPassword}. There is one operator and no other role. Behind a proxy all clients have the proxy's address, and so wait together after wrong passwords.
 */
public final class OperatorGate {
    static final String USER = "operator";
    private static final String SCHEME = "Basic ";
    /** One subscriber has 64 bits of IPv6 to himself: these are one address here. */
    private static final Pattern NETWORK = Pattern.compile("\\[?((?:[0-9a-fA-F]+:){4}).*");

    private static final Denied UNKNOWN = new Denied(ProblemType.SIGN_IN, "This is for the operator", "The user is “" + USER + "”. The password is the setting mayfly.operator.password or, where that is empty, "
            + "the one line of the file operator-password in Mayfly's home folder on the server: MAYFLY_HOME, or ~/.mayfly where that is not set.",
            "WWW-Authenticate", "Basic realm=\"Mayfly operator\", charset=\"UTF-8\"");

    private final byte[] right;
    private final InstantSource clock;
    private final FailedTries failed = new FailedTries();

    public OperatorGate(String password, InstantSource clock) {
        this.right = digest((USER + ":" + password).getBytes(StandardCharsets.UTF_8));
        this.clock = clock;
    }

    private static Denied later(Duration wait) {
        long seconds = wait.plusMillis(999).toSeconds();
        return new Denied(ProblemType.TOO_MANY_TRIES, ProblemType.TOO_MANY_TRIES.title(), "Passwords from your address are not looked at for the next " + seconds + " s.", "Retry-After", Long.toString(seconds));
    }

    /** Whether a password is given at all, right or wrong. */
    boolean isAsked(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /** Empty when the operator asks. */
    Optional<Denied> refuses(HttpServletRequest request) {
        if (!isAsked(request)) return Optional.of(UNKNOWN);
        boolean isRight = isRight(request.getHeader("Authorization").substring(SCHEME.length()).strip());
        Duration wait = failed.count(network(request.getRemoteAddr()), isRight, clock.instant());
        if (!wait.isZero()) return Optional.of(later(wait));
        return isRight ? Optional.empty() : Optional.of(UNKNOWN);
    }

    /** Digests have one length, and comparing them takes one time, whatever was given. */
    private boolean isRight(String credentials) {
        try {
            return MessageDigest.isEqual(right, digest(Base64.getDecoder().decode(credentials)));
        } catch (IllegalArgumentException e) {
            return false; // not Base64
        }
    }

    static String network(String address) {
        Matcher m = NETWORK.matcher(address);
        return m.matches() ? m.group(1) : address;
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
