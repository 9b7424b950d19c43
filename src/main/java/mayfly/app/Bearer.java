package mayfly.app;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import mayfly.job.ApiToken;
import mayfly.job.Scope;
import mayfly.queue.ProblemType;
import mayfly.queue.Tokens;

/** API tokens as requests bring them: {@code Authorization: Bearer mf_…} (RFC 6750). Never in an address, where logs and histories would keep it. */
final class Bearer {
    private static final String SCHEME = "Bearer";
    private static final String CHALLENGE = "Bearer realm=\"Mayfly\"";
    private static final Denied UNKNOWN = new Denied(ProblemType.BAD_TOKEN, ProblemType.BAD_TOKEN.title(), "There is no such token: it has ended, was revoked, or was not sent whole. Make a new one at /tokens.",
            "WWW-Authenticate", CHALLENGE + ", error=\"invalid_token\"");
    private static final Denied NO_TOKENS = new Denied(ProblemType.TOKEN_SCOPE, "This is not done with a token", "Tokens are made and revoked by the one whose they are, in a browser. Nothing was done.");

    private final Tokens tokens;

    Bearer(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Whether a token is given at all, good or bad. */
    boolean isGiven(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) && (header.length() == SCHEME.length() || Character.isWhitespace(header.charAt(SCHEME.length())));
    }

    /**
     * What a token comes to at an address.
     *
     * @param token  that it is; null when it is not let through
     * @param denied why not; else null
     */
    record Verdict(ApiToken token, Denied denied) { }

    Verdict look(HttpServletRequest request, Need need) {
        if (need == Need.PERSON) return new Verdict(null, NO_TOKENS);
        Optional<ApiToken> found = tokens.find(request.getHeader("Authorization").substring(SCHEME.length()).strip());
        if (found.isEmpty()) return new Verdict(null, UNKNOWN);
        boolean enough = need.scope() == null || found.get().scopes().contains(need.scope());
        return enough ? new Verdict(found.get(), null) : new Verdict(null, lacks(need.scope(), found.get()));
    }

    private static Denied lacks(Scope needed, ApiToken token) {
        List<String> has = token.scopes().stream().map(Scope::word).toList();
        return new Denied(ProblemType.TOKEN_SCOPE, ProblemType.TOKEN_SCOPE.title(), "It needs the scope “" + needed.word() + "”; the token has: " + String.join(", ", has) + ". Nothing was done.",
                "WWW-Authenticate", CHALLENGE + ", error=\"insufficient_scope\", scope=\"" + needed.word() + "\"");
    }
}
