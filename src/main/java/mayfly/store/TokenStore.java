package mayfly.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mayfly.job.ApiToken;
import mayfly.job.Owner;
import mayfly.job.Scope;

/** API tokens, known by their hashes alone. One that has ended is not there any more. Throws {@link StoreDown} when Redis does not answer. */
public final class TokenStore {
    private final Redis redis;

    public TokenStore(Redis redis) {
        this.redis = redis;
    }

    /**
     * Remembers a new token.
     *
     * @param id    SHA-256 in hex
     * @param lasts null = for ever
     * @param most  tokens of one owner
     * @return false when the owner has as many already
     */
    public boolean grant(String id, Owner owner, String name, Set<Scope> scopes, Duration lasts, int most) {
        String words = scopes.stream().map(Scope::name).collect(Collectors.joining(" "));
        var args = List.of(id, owner.name(), lasts == null ? "0" : Long.toString(lasts.toMillis()), Integer.toString(most), "name", name, "scopes", words);
        return Long.valueOf(1).equals(redis.run(Script.GRANT, args));
    }

    /** @return false when the owner has no such token */
    public boolean revoke(String id, Owner owner) {
        return Long.valueOf(1).equals(redis.run(Script.REVOKE, List.of(id, owner.name())));
    }

    /** A token that somebody uses now, which is noted. */
    public Optional<ApiToken> find(String id) {
        List<?> pairs = (List<?>) redis.run(Script.GRANTED, List.of(id));
        var fields = new HashMap<String, String>();
        for (int i = 0; i < pairs.size(); i += 2) fields.put((String) pairs.get(i), (String) pairs.get(i + 1));
        return Optional.ofNullable(read(id, fields));
    }

    /** The owner's, those that last longest first. */
    public List<ApiToken> of(Owner owner) {
        List<String> ids = redis.ask(c -> c.zrevrange(Keys.passes(owner), 0, -1));
        if (ids.isEmpty()) return List.of();
        List<Map<String, String>> all = redis.askAll(pipe -> new ArrayList<>(ids.stream().map(id -> pipe.hgetAll(Keys.pass(id))).toList()));
        var out = new ArrayList<ApiToken>();
        for (int i = 0; i < ids.size(); i++) out.add(read(ids.get(i), all.get(i)));
        return out.stream().filter(Objects::nonNull).toList();
    }

    private static ApiToken read(String id, Map<String, String> f) {
        if (f.isEmpty()) return null;
        Set<Scope> scopes = Arrays.stream(f.get("scopes").split(" ")).map(Scope::valueOf).collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
        return new ApiToken(id, new Owner(f.get("owner")), f.get("name"), scopes, time(f.get("created")), time(f.get("ends")), time(f.get("used")));
    }

    private static Instant time(String ms) {
        return ms == null ? null : Instant.ofEpochMilli(Long.parseLong(ms));
    }
}
