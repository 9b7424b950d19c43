package mayfly.catalog;

import java.util.List;
import java.util.Map;
import mayfly.job.FailureKind;

/**
 * A program as a process: how it is called, how it says how far it is, what its exit codes mean, which files are its outputs. It runs in the attempt's folder; nothing but what
 * stands here reaches it.
 *
 * @param line        program and arguments
 * @param environment entries beside PATH, LANG, LC_ALL, TZ, HOME and TMPDIR, by name
 * @param progress    patterns tried on every line that the program prints; see {@link #progress}
 * @param exits       what exit codes mean, beside 0, 20 and 50
 * @param dashes      text inputs whose values may begin with "-" at the beginning of an argument, because the program takes no option there
 * @param outputs     where outputs come from, by output id; a value that the program sends in a message is not among them
 */
public record Command(CommandLine line, Map<String, Template> environment, List<String> progress, Map<Integer, Exit> exits, List<String> dashes, Map<String, Source> outputs) {
    public static final Command NONE = new Command(CommandLine.NONE, Map.of(), List.of(), Map.of(), List.of(), Map.of());

    /** @param message for people; with advice, where the description gives some */
    public record Exit(FailureKind kind, String message) { }

    /**
     * Where an output comes from.
     *
     * @param file     path in the attempt's folder, "*" and "?" standing for characters; null = its standard output
     * @param required whether the job fails when it is not there
     */
    public record Source(String file, boolean required) { }

    public boolean isNone() {
        return line.isNone();
    }
}
