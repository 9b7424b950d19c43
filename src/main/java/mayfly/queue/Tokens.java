package mayfly.queue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mayfly.job.ApiToken;
import mayfly.job.Owner;
import mayfly.job.Scope;

/** The one door to API tokens, beside {@link JobService}. Every method may throw {@link Refusal}: the store does not answer. */
public interface Tokens {
    /** An owner's tokens at one time. */
    int MOST = 20;
    /** Characters of a name. */
    int NAME = 60;

    /**
     * A new token.
     *
     * @param name  1 to {@link #NAME} characters
     * @param lasts null = until it is revoked
     * @return the token itself, which nobody can say a second time; empty when the owner has {@link #MOST} already
     */
    Optional<String> make(Owner owner, String name, Set<Scope> scopes, Duration lasts);

    List<ApiToken> of(Owner owner);

    /**
     * Ends a token: within a second on every node.
     *
     * @return false when the owner has no such token
     */
    boolean revoke(Owner owner, String id);

    /** What somebody's token is good for; empty when it is none, has ended or was revoked. */
    Optional<ApiToken> find(String token);
}
