package mayfly.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import mayfly.job.ApiToken;
import mayfly.job.Owner;
import mayfly.job.Scope;
import mayfly.testing.Indexes;
import mayfly.testing.Snapshot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenStoreTest {
    private static final Owner ANNA = Owner.login("anna@example.org");
    private static final Owner BERT = Owner.anonymous("bert");
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private static Path home;
    private static TestStore store;
    private static TokenStore tokens;

    @BeforeAll
    static void start() {
        store = new TestStore(home);
        tokens = new TokenStore(store.redis);
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @BeforeEach
    void empty() {
        store.flush();
    }

    private static boolean grant(String id, Owner owner, Duration lasts) {
        return tokens.grant(id, owner, "name of " + id, Set.of(Scope.READ), lasts, 3);
    }

    private static List<String> faults() {
        return Indexes.faults(Snapshot.take(script -> store.redis.ask(c -> c.eval(script))));
    }

    @Test
    void itIsFoundAsItWasGrantedAndEndsWithItsRecordAndItsPlaceOnTheList() {
        assertTrue(tokens.grant("a", ANNA, "cron: “back-up” & more", EnumSet.of(Scope.SUBMIT, Scope.CONTROL), DAY, 3));
        ApiToken found = tokens.find("a").orElseThrow();
        assertEquals(new ApiToken("a", ANNA, "cron: “back-up” & more", Set.of(Scope.SUBMIT, Scope.CONTROL), found.created(), found.created().plus(DAY), null), found);
        long left = store.redis.ask(c -> c.pttl("mayfly:pass:a"));
        assertTrue(left > 0 && left <= DAY.toMillis(), "left: " + left);
        assertEquals(List.of(), faults());
    }

    @Test
    void thatItIsUsedIsNotedByTheDay() {
        grant("a", ANNA, DAY);
        assertEquals(null, tokens.of(ANNA).get(0).used());
        tokens.find("a");
        Instant today = store.redis.clock().now().truncatedTo(ChronoUnit.DAYS);
        Instant used = tokens.of(ANNA).get(0).used();
        assertTrue(used.equals(today) || used.equals(today.minus(DAY)), used.toString()); // the second, at midnight
        assertEquals(List.of(), faults());
    }

    @Test
    void anOwnerHasSoManyAndThoseThatEndedMakeRoom() {
        for (String id : List.of("a", "b", "c")) assertTrue(grant(id, ANNA, DAY));
        assertFalse(grant("d", ANNA, DAY));
        assertTrue(tokens.find("d").isEmpty());
        assertTrue(grant("a", ANNA, DAY), "the same once more, as when a connection breaks");
        assertTrue(grant("d", BERT, DAY), "another owner");
        // As though a day had passed: Redis takes the record away, and the list names it until somebody asks.
        store.redis.ask(c -> c.del("mayfly:pass:b"));
        store.redis.ask(c -> c.zadd("mayfly:passes:" + ANNA.name(), 1, "b"));
        assertEquals(List.of(), faults());
        assertEquals(2, tokens.of(ANNA).size());
        assertTrue(grant("e", ANNA, DAY));
        assertEquals(Set.of("a", "c", "e"), Set.copyOf(store.redis.ask(c -> c.zrange("mayfly:passes:" + ANNA.name(), 0, -1))));
    }

    @Test
    void theListLastsAsLongAsItsLastToken() {
        grant("a", ANNA, DAY.multipliedBy(2));
        grant("b", ANNA, DAY);
        long left = store.redis.ask(c -> c.pttl("mayfly:passes:" + ANNA.name()));
        assertTrue(left > DAY.toMillis() && left <= 2 * DAY.toMillis(), "left: " + left);
        grant("c", ANNA, null);
        assertEquals(-1L, (long) store.redis.ask(c -> c.pttl("mayfly:passes:" + ANNA.name())));
        assertEquals(-1L, (long) store.redis.ask(c -> c.pttl("mayfly:pass:c")));
        assertEquals(null, tokens.find("c").orElseThrow().ends());
        assertEquals(List.of("c", "a", "b"), tokens.of(ANNA).stream().map(ApiToken::id).toList());
        assertEquals(List.of(), faults());
    }

    @Test
    void onlyItsOwnerRevokesIt() {
        grant("a", ANNA, DAY);
        assertFalse(tokens.revoke("a", BERT));
        assertTrue(tokens.find("a").isPresent());
        assertTrue(tokens.revoke("a", ANNA));
        assertFalse(tokens.revoke("a", ANNA));
        assertTrue(tokens.find("a").isEmpty() && tokens.of(ANNA).isEmpty());
        assertEquals(List.of(), faults());
        assertTrue(store.redis.ask(c -> c.keys("mayfly:pass*")).isEmpty());
    }

    @Test
    void aTokenThatNobodyListsIsAFault() {
        grant("a", ANNA, null);
        store.redis.ask(c -> c.zrem("mayfly:passes:" + ANNA.name(), "a"));
        assertFalse(faults().isEmpty());
    }
}
