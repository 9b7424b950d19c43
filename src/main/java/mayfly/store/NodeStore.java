package mayfly.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import mayfly.job.Node;

/** The web nodes that share this store. Throws {@link StoreDown} when Redis does not answer. */
public final class NodeStore {
    private final Redis redis;

    public NodeStore(Redis redis) {
        this.redis = redis;
    }

    /**
     * Who is there.
     *
     * @param living  all that live, the one that asks among them; empty when it may not be one of them
     * @param buries  whether the one that asks buries on its host
     * @param before  home of the nodes that were here before; empty where there were none
     * @param strange a node beside which the one that asks cannot be; null = none
     */
    public record Roll(List<Node> living, boolean buries, String before, Node strange) { }

    /**
     * Says that a node lives, and asks who else does.
     *
     * @param lease how long this word counts
     * @param dead  ids of nodes of its own host whose processes are gone
     */
    public Roll say(Node me, Duration lease, List<String> dead) {
        var args = new ArrayList<>(List.of(me.id(), Long.toString(lease.toMillis()), me.host(), me.machine(), me.home(), Long.toString(me.pid()), Long.toString(me.begun().toEpochMilli())));
        args.addAll(dead);
        List<?> answer = (List<?>) redis.run(Script.ALIVE, args);
        if (!"OK".equals(answer.get(0))) return new Roll(List.of(), false, "", read(answer, 1));
        var living = new ArrayList<Node>();
        for (int i = 3; i < answer.size(); i += 2) living.add(read(answer, i));
        return new Roll(List.copyOf(living), Long.valueOf(1).equals(answer.get(1)), (String) answer.get(2), null);
    }

    /** It goes. */
    public void leave(Node me) {
        redis.run(Script.LEAVE, List.of(me.id(), me.host()));
    }

    private static Node read(List<?> answer, int at) {
        String[] f = ((String) answer.get(at + 1)).split(" ");
        return new Node((String) answer.get(at), f[0], f[1], f[2], Long.parseLong(f[3]), time(f[4]), time(f[5]), time(f[6]));
    }

    private static Instant time(String ms) {
        return Instant.ofEpochMilli(Long.parseLong(ms));
    }
}
