package mayfly.testing;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * All that Redis holds at one moment, read by one script.
 *
 * @param hashes  by key: field and value
 * @param sets    sorted sets by key: member and score
 * @param strings by key; lists and plain sets, too, with their members joined by blanks
 */
public record Snapshot(Map<String, Map<String, String>> hashes, Map<String, Map<String, Double>> sets, Map<String, String> strings) {
    private static final String DUMP = """
            local out = {}
            for _, key in ipairs(redis.call('KEYS', '*')) do
              local type = redis.call('TYPE', key).ok
              local value
              if type == 'hash' then value = redis.call('HGETALL', key)
              elseif type == 'zset' then value = redis.call('ZRANGE', key, 0, -1, 'WITHSCORES')
              elseif type == 'list' then value = redis.call('LRANGE', key, 0, -1)
              elseif type == 'set' then value = redis.call('SMEMBERS', key)
              else value = {redis.call('GET', key)} end
              out[#out + 1] = key; out[#out + 1] = type; out[#out + 1] = value
            end
            return out
            """;

    /** @param eval runs a script without keys and arguments */
    public static Snapshot take(Function<String, Object> eval) {
        var out = new Snapshot(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        var all = (List<?>) eval.apply(DUMP);
        for (int i = 0; i < all.size(); i += 3) out.put((String) all.get(i), (String) all.get(i + 1), (List<?>) all.get(i + 2));
        return out;
    }

    private void put(String key, String type, List<?> value) {
        switch (type) {
            case "hash" -> hashes.put(key, pairs(value));
            case "zset" -> {
                var scores = new LinkedHashMap<String, Double>();
                pairs(value).forEach((member, score) -> scores.put(member, score.equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(score)));
                sets.put(key, scores);
            }
            default -> strings.put(key, String.join(" ", value.stream().map(String::valueOf).toList()));
        }
    }

    private static Map<String, String> pairs(List<?> list) {
        var out = new LinkedHashMap<String, String>();
        for (int i = 0; i < list.size(); i += 2) out.put((String) list.get(i), (String) list.get(i + 1));
        return out;
    }

    /** The records of all jobs, by id. */
    public Map<String, Map<String, String>> jobs() {
        var out = new HashMap<String, Map<String, String>>();
        hashes.forEach((key, hash) -> {
            if (key.startsWith("mayfly:job:")) out.put(key.substring("mayfly:job:".length()), hash);
        });
        return out;
    }

    /** Empty when there is no such key. */
    public Map<String, Double> set(String key) {
        return sets.getOrDefault(key, Map.of());
    }

    /** 0 when there is no such key. */
    public long number(String key) {
        return Long.parseLong(strings.getOrDefault(key, "0"));
    }
}
