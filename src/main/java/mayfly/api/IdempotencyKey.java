package mayfly.api;

import java.util.Collections;
import java.util.List;
import mayfly.queue.ProblemType;
import mayfly.queue.Refusal;

/**
 * The header {@code Idempotency-Key}: the same key of the same caller leads to the same job as long as its record lives, and is refused for anything else. Bare, or in quotes as a
 * structured field. Callers without a cookie have no name that they could keep: they share one room for their keys, so that these have to be hard to guess.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The Idempotency-Key HTTP Header Field</a>
 */
final class IdempotencyKey {
    private static final String HEADER = "Idempotency-Key";
    private static final String NAMELESS = "key - ";
    private final Api api;
    private final Call call;

    IdempotencyKey(Api api, Call call) {
        this.api = api;
        this.call = call;
    }

    /** @return null where there is no key. @throws Problem 400 when it is none that is accepted */
    String token() {
        List<String> values = Collections.list(call.http().getHeaders(HEADER));
        if (values.isEmpty()) return null;
        if (values.size() > 1) throw bad("one is accepted; found " + values.size());
        String key = values.get(0).strip();
        if (key.length() > 1 && key.startsWith("\"") && key.endsWith("\"")) key = key.substring(1, key.length() - 1);
        if (key.length() < 16 || key.length() > 200) throw bad("it has 16 to 200 characters, such as a UUID; found " + key.length());
        if (!key.matches("[\\x21-\\x7e]+")) throw bad("it has letters, digits and signs of ASCII, and no blanks, such as a UUID");
        String own = "key " + call.owner().name() + " " + key;
        return !call.known() ? NAMELESS + key : isOwn(NAMELESS + key) ? NAMELESS + key : own;
    }

    /** A caller that got its cookie with the answer to the first try, and sends it with the second. */
    private boolean isOwn(String token) {
        try {
            return api.jobs().madeBy(token).map(id -> api.jobs().job(id).owner().equals(call.owner())).orElse(false);
        } catch (Refusal e) {
            if (e.reason() == Refusal.Reason.STORE_DOWN) throw e;
            return false;
        }
    }

    private static Problem bad(String why) {
        return new Problem(ProblemType.BAD_PARAMETER, "“" + HEADER + "”: " + why + ". Nothing was started.");
    }
}
