package mayfly.job;

/**
 * The proof of an ending by force, or of what an attempt left behind: what was found of its processes and what is left of them.
 *
 * @param terminated processes that went after the node had sent them TERM, by themselves or by the hand of their worker, which ends its children before it goes
 * @param killed     processes that the node ended by KILL, or the worker after its computation had returned
 * @param left       processes still there at the last look; 0 is the promise
 */
public record Ending(int terminated, int killed, int left) {
    public static final Ending NOTHING_RAN = new Ending(0, 0, 0);

    public int ended() {
        return terminated + killed;
    }
}
