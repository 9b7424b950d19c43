package mayfly.queue;

import static mayfly.queue.Guard.guarded;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mayfly.job.ApiToken;
import mayfly.job.Owner;
import mayfly.job.Scope;
import mayfly.store.Redis;
import mayfly.store.TokenStore;

/**
 * API tokens as the store has them: {@code mf_} and 32 random bytes in Base64url, kept as their SHA-256 alone. So many random bits cannot be tried through, so that a plain
 * digest is enough and looking one up costs no more than any other question to the store; the answer, also that there is none, is good for a second.
 */
public final class StoredTokens implements Tokens {
    static final String PREFIX = "mf_";
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TokenStore store;
    private final ForASecond<Optional<ApiToken>> known = new ForASecond<>(Monotonic.source());

    public StoredTokens(Redis redis) {
        store = new TokenStore(redis);
    }

    @Override
    public Optional<String> make(Owner owner, String name, Set<Scope> scopes, Duration lasts) {
        if (name.isBlank() || name.length() > NAME || scopes.isEmpty()) throw new IllegalArgumentException("a token has a name of 1 to " + NAME + " characters and a scope");
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return guarded(() -> store.grant(hash(token), owner, name, scopes, lasts, MOST)) ? Optional.of(token) : Optional.empty();
    }

    @Override
    public List<ApiToken> of(Owner owner) {
        return guarded(() -> store.of(owner));
    }

    @Override
    public boolean revoke(Owner owner, String id) {
        return guarded(() -> store.revoke(id, owner));
    }

    @Override
    public Optional<ApiToken> find(String token) {
        if (!token.startsWith(PREFIX)) return Optional.empty();
        String id = hash(token);
        return guarded(() -> known.of(id, () -> store.find(id)));
    }

    private static String hash(String token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
