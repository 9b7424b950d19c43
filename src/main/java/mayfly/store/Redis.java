package mayfly.store;

import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * The connection to Redis: a pool of 32, each command answered within 5 s or given up. Every failure is a {@link StoreDown}.
 * After a restart of Redis pooled connections are dead without knowing: a question that may be put twice is put twice.
 */
public final class Redis implements AutoCloseable {
    /** How long a command may take, in ms. */
    static final int ANSWER = 5000;
    private final RedisClient client;
    private final RedisClock clock = new RedisClock(this::time, System::nanoTime);
    private final HostAndPort address;
    private final JedisClientConfig listening;

    /** Connects lazily: that Redis is there shows with the first command. */
    public Redis(URI uri) {
        String[] user = uri.getUserInfo() == null ? new String[0] : uri.getUserInfo().split(":", 2);
        var settings = DefaultJedisClientConfig.builder().connectionTimeoutMillis(2000).socketTimeoutMillis(ANSWER).ssl("rediss".equals(uri.getScheme()));
        if (user.length == 2) settings.password(user[1]);
        if (user.length > 0 && !user[0].isEmpty()) settings.user(user[0]);
        if (uri.getPath() != null && uri.getPath().length() > 1) settings.database(Integer.parseInt(uri.getPath().substring(1)));
        var pool = new ConnectionPoolConfig();
        pool.setMaxTotal(32);
        pool.setMaxIdle(16);
        pool.setMaxWait(java.time.Duration.ofSeconds(3));
        address = new HostAndPort(uri.getHost(), uri.getPort() < 0 ? Protocol.DEFAULT_PORT : uri.getPort());
        client = RedisClient.builder().hostAndPort(address).clientConfig(settings.build()).poolConfig(pool).build();
        listening = settings.autoNegotiateProtocol(false).build();
    }

    /** Puts a question that may be put twice without harm. */
    <T> T ask(Function<RedisClient, T> question) {
        try {
            return question.apply(client);
        } catch (JedisConnectionException e) {
            if (isFrozen(e)) throw down(e);
            client.getPool().clear();
            return tell(question);
        } catch (JedisException e) {
            throw down(e);
        }
    }

    /** Whoever took the command and said nothing in 5 s would say nothing in the next 5 s either, and somebody waits for us. */
    private static boolean isFrozen(JedisException e) {
        return e.getCause() instanceof SocketTimeoutException;
    }

    /** Gives an order once. When {@link StoreDown} comes back it may or may not have been carried out. */
    <T> T tell(Function<RedisClient, T> order) {
        try {
            return order.apply(client);
        } catch (JedisException e) {
            throw down(e);
        }
    }

    /** Puts several questions in one round trip; they may be put twice without harm. */
    <T> List<T> askAll(Function<AbstractPipeline, List<Response<T>>> questions) {
        return ask(c -> {
            try (AbstractPipeline pipe = c.pipelined()) {
                List<Response<T>> answers = questions.apply(pipe);
                pipe.sync();
                return answers.stream().map(Response::get).toList();
            }
        });
    }

    /** Runs a script, which may run twice without harm, for each of several lists of arguments, in one round trip. The first one brings the text along. */
    List<Object> runAll(Script script, List<List<String>> all) {
        if (all.size() == 1) return List.of(run(script, all.get(0)));
        return askAll(pipe -> {
            var answers = new ArrayList<Response<Object>>();
            for (List<String> args : all) answers.add(answers.isEmpty() ? pipe.eval(script.text(), List.of(), args) : pipe.evalsha(script.sha(), List.of(), args));
            return answers;
        });
    }

    /**
     * Runs two scripts one after the other in one round trip. The first may run twice without harm, the second runs once: where the connection breaks, the first is run again
     * and the second is left out. Each stands alone: what one did counts even where Redis refuses the other, as when memory runs out in between.
     *
     * @param then gets the answer of the second, if there is one
     * @return the answer of the first
     */
    Object runInTurn(Call first, Call second, Consumer<Object> then) {
        try {
            return tell(c -> together(c, first, second, then));
        } catch (StoreDown e) {
            if (!(e.getCause() instanceof JedisConnectionException broken) || isFrozen(broken)) throw e;
            return run(first.script(), first.args());
        }
    }

    private static Object together(RedisClient client, Call first, Call second, Consumer<Object> then) {
        try (AbstractPipeline pipe = client.pipelined()) {
            Response<Object> a = pipe.evalsha(first.script().sha(), List.of(), first.args());
            Response<Object> b = pipe.evalsha(second.script().sha(), List.of(), second.args());
            pipe.sync();
            unlessRefused(b, then);
            return a.get();
        } catch (JedisNoScriptException e) {
            // A Redis that has been started anew knows neither of them, so neither has run.
            Object answer = eval(client, first.script(), first.args());
            unlessRefused(() -> eval(client, second.script(), second.args()), then);
            return answer;
        }
    }

    private static void unlessRefused(Supplier<Object> answer, Consumer<Object> then) {
        Object said;
        try {
            said = answer.get();
        } catch (JedisDataException e) {
            return;
        }
        then.accept(said);
    }

    /** Runs a script that may run twice without harm. */
    Object run(Script script, List<String> args) {
        return ask(c -> eval(c, script, args));
    }

    /** Runs a script once. */
    Object runOnce(Script script, List<String> args) {
        return tell(c -> eval(c, script, args));
    }

    /** Makes the scripts known, so that even the first to call one needs to name it only. */
    public void prepare() {
        for (Script script : Script.values()) ask(c -> c.scriptLoad(script.text()));
    }

    private static Object eval(RedisClient client, Script script, List<String> args) {
        try {
            return client.evalsha(script.sha(), List.of(), args);
        } catch (JedisNoScriptException e) {
            return client.eval(script.text(), List.of(), args);
        }
    }

    /** The time by Redis' clock: asked for, or told from what it said a short while ago. */
    RedisClock clock() {
        return clock;
    }

    private Instant time() {
        List<?> t = ask(c -> (List<?>) c.sendCommand(Protocol.Command.TIME));
        return Instant.ofEpochSecond(Long.parseLong(text(t.get(0))), Long.parseLong(text(t.get(1))) * 1000);
    }

    private static String text(Object o) {
        return o instanceof byte[] b ? new String(b, java.nio.charset.StandardCharsets.US_ASCII) : o.toString();
    }

    /** Throws {@link StoreDown} when Redis does not answer. */
    public void ping() {
        ask(RedisClient::ping);
    }

    /**
     * Listens to a channel until the listener unsubscribes or the connection breaks; holds the calling thread. By a connection of its own: one that a listener leaves may
     * still carry news, which the next to take it from the pool would read as the answer to its question.
     */
    void listen(JedisPubSub listener, String channel) {
        try (Jedis own = new Jedis(address, listening)) {
            own.subscribe(listener, channel);
        } catch (JedisException e) {
            throw new StoreDown("Redis: " + e.getMessage(), e, true);
        }
    }

    /** The next command gets a connection of its own making: behind the same address there may be another server by then, as after a failover ({@code -READONLY}). */
    private StoreDown down(JedisException e) {
        clock.forget();
        boolean refused = e instanceof JedisDataException;
        if (refused) client.getPool().clear();
        return new StoreDown("Redis: " + e.getMessage(), e, refused);
    }

    @Override
    public void close() {
        client.close();
    }
}
