package mayfly.store;

/**
 * The names by which Redis knows the two scripts that a worker calls: SHA-1 of their texts. The node hands them on, because to make them anew the worker would have to read
 * three files and load the machinery of digests.
 *
 * @param change changes a state
 * @param beat   renews a lease
 */
public record ScriptNames(String change, String beat) {
    /** Of the scripts of this very version. */
    public static ScriptNames current() {
        return new ScriptNames(Script.CHANGE.sha(), Script.BEAT.sha());
    }
}
