package mayfly.job;

/**
 * The proof of an ending by force: what was found of the attempt's processes and what is left of them.
 *
 * @param terminated processes that went after TERM
 * @param killed     processes that needed KILL
 * @param left       processes still there at the last look; 0 is the promise
 */
public record Ending(int terminated, int killed, int left) {
    public static final Ending NOTHING_RAN = new Ending(0, 0, 0);

    public int ended() {
        return terminated + killed;
    }
}
