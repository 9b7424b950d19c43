package mayfly.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mayfly.job.ApiToken;
import mayfly.job.Owner;
import mayfly.job.Scope;
import mayfly.queue.Tokens;

/** Tokens in memory, for looks at pages: one that was used and ends, and whatever is made. */
public final class StubTokens implements Tokens {
    private final List<ApiToken> all = new ArrayList<>();

    /** @param name of the first */
    public StubTokens(Owner owner, String name) {
        Instant now = StubJobs.NOW;
        all.add(new ApiToken("a".repeat(64), owner, name, Set.of(Scope.READ), now.minus(Duration.ofDays(3)), now.plus(Duration.ofDays(87)), now.minus(Duration.ofDays(1))));
    }

    @Override
    public Optional<String> make(Owner owner, String name, Set<Scope> scopes, Duration lasts) {
        if (of(owner).size() >= MOST) return Optional.empty();
        all.add(new ApiToken(String.format("%064x", all.size()), owner, name, scopes, StubJobs.NOW, lasts == null ? null : StubJobs.NOW.plus(lasts), null));
        return Optional.of("mf_" + "x".repeat(43));
    }

    @Override
    public List<ApiToken> of(Owner owner) {
        return all.stream().filter(t -> t.owner().equals(owner)).toList();
    }

    @Override
    public boolean revoke(Owner owner, String id) {
        return all.removeIf(t -> t.owner().equals(owner) && t.id().equals(id));
    }

    @Override
    public Optional<ApiToken> find(String token) {
        return Optional.empty();
    }
}
