package mayfly.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import redis.clients.jedis.RedisClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * The job that every peer does, in Java: read the record, say RUNNING, count, write the result. {@code RedisJob ID} does it in a process of its own, with Jedis and databind,
 * as one would write it. Redis is named in the environment, in BENCH_REDIS.
 */
public final class RedisJob {
    private RedisJob() { }

    /** Made when the job is first done; the benchmarks themselves use this class without one. */
    private static final class Store {
        static final RedisClient REDIS = RedisClient.create(System.getenv("BENCH_REDIS"));
    }

    /** Puts a job into a queue. */
    public interface Submit {
        void submit(String id) throws Exception;
    }

    public static void main(String[] args) {
        run(args[0]);
    }

    public static void run(String id) {
        Map<String, String> record = Store.REDIS.hgetAll("bench:job:" + id);
        write(id, Map.of("state", "RUNNING"));
        List<Integer> numbers = new ArrayList<>();
        for (int n = Integer.parseInt(record.get("start")); n <= Integer.parseInt(record.get("end")); n++) numbers.add(n);
        LockSupport.parkNanos(Math.round(Double.parseDouble(record.get("pause")) * 1e9));
        write(id, Map.of("state", "SUCCESSFUL", "result", JsonMapper.shared().writeValueAsString(numbers)));
    }

    private static void write(String id, Map<String, String> fields) {
        try (var pipe = Store.REDIS.pipelined()) {
            pipe.hset("bench:job:" + id, fields);
            pipe.publish("bench:news", id + " " + fields.get("state"));
        }
    }

    static void create(RedisClient redis, String id, String pause) {
        redis.hset("bench:job:" + id, Map.of("state", "QUEUED", "start", "1", "end", "10", "pause", pause));
    }

    /** Submits when told to on standard input, as the other peers' clients do: "PREFIX COUNT PAUSE", answered with the time just before. */
    static void serve(Submit queue) throws Exception {
        var in = new BufferedReader(new InputStreamReader(System.in));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            long begin = System.nanoTime();
            for (int i = 0; i < Integer.parseInt(words[1]); i++) {
                create(Store.REDIS, words[0] + "-" + i, words[2]);
                queue.submit(words[0] + "-" + i);
            }
            System.out.println(begin);
        }
    }
}
