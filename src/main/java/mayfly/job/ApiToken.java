package mayfly.job;

import java.time.Instant;
import java.util.Set;

/**
 * What is known of a token by which a program acts in its owner's name. The token itself is nowhere: it is shown once, to whom it is given.
 *
 * @param id      SHA-256 of the token, in hex; tells nothing of it
 * @param owner   in whose name it acts
 * @param name    by which its owner tells it from others
 * @param scopes  what it is good for
 * @param created when it was given
 * @param ends    when it ends by itself; null = never
 * @param used    the day (UTC) on which it was used last, at its beginning; null = never
 */
public record ApiToken(String id, Owner owner, String name, Set<Scope> scopes, Instant created, Instant ends, Instant used) { }
