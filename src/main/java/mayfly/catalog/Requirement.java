package mayfly.catalog;

import java.util.List;

/**
 * A program without which a process cannot be carried out.
 *
 * @param program its name, looked for on the server's PATH, or where it lies
 * @param atLeast the oldest version that will do, such as "2.10"; empty = any, and it is not asked
 * @param ask     arguments that make it tell its version
 * @param match   regular expression that finds the version in what it then prints, by its first group where it has one
 */
public record Requirement(String program, String atLeast, List<String> ask, String match) {
    static final List<String> ASK = List.of("--version");
    static final String MATCH = "\\d+(?:\\.\\d+)*";

    public Requirement {
        ask = List.copyOf(ask);
    }

    /** Any version of it. */
    static Requirement of(String program) {
        return new Requirement(program, "", ASK, MATCH);
    }
}
