package mayfly.client;

/** Ends the command with an exit code, and words for a person. */
final class Ending extends RuntimeException {
    /** All is done; a job that was waited for is successful. */
    static final int DONE = 0;
    /** The job failed. */
    static final int FAILED = 1;
    /** The command was not understood; nothing was sent. */
    static final int USAGE = 2;
    /** The server does not answer, or what it answers is not HTTP. */
    static final int UNREACHABLE = 3;
    /** The job was dismissed. */
    static final int DISMISSED = 4;
    /** The server refuses: no such process or job, inputs at fault, no right, too busy. */
    static final int REFUSED = 5;
    private static final long serialVersionUID = 1L;
    private final int code;

    Ending(int code, String words) {
        super(words);
        this.code = code;
    }

    static Ending usage(String words) {
        return new Ending(USAGE, words + "\nSee: mayfly --help");
    }

    int code() {
        return code;
    }
}
