package mayfly.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads {@code requires} of {@code run:}, names or mappings; the program of {@code command} is required without being named there. */
final class RequirementReader {
    private static final Pattern PROGRAM = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+-]*|/[^\\x00-\\x1f]+");
    private static final Pattern VERSION = Pattern.compile("(?:>=\\s*)?(\\d{1,9}(?:\\.\\d{1,9}){0,9})");

    private RequirementReader() { }

    static List<Requirement> read(Section run, Command command) {
        var out = new ArrayList<Requirement>();
        for (Section entry : run.list("requires", "program")) out.add(one(entry));
        out.removeIf(r -> r.program().isEmpty());
        if (!command.isNone() && out.stream().noneMatch(r -> r.program().equals(command.line().program()))) out.add(0, Requirement.of(command.line().program()));
        return List.copyOf(out);
    }

    private static Requirement one(Section entry) {
        entry.only("program", "version", "ask", "match");
        String program = entry.need("program");
        if (program != null && !program.isBlank() && !PROGRAM.matcher(program).matches()) entry.fault("program", Quote.of(program) + " is no name of a program; write one such as “ffmpeg”, or where it lies, beginning with “/”");
        boolean asked = entry.has("ask") || entry.has("match");
        if (asked && !entry.has("version")) entry.fault("“ask” and “match” are there to compare versions: name the oldest one by “version”");
        return new Requirement(program == null ? "" : program, entry.parsed("version", "", RequirementReader::version), entry.has("ask") ? entry.texts("ask") : Requirement.ASK,
                entry.parsed("match", Requirement.MATCH, RequirementReader::pattern));
    }

    private static String version(String text) {
        var m = VERSION.matcher(text.strip());
        if (m.matches()) return m.group(1);
        throw new IllegalArgumentException(Quote.of(text) + " is no oldest version; write one such as “>= 2.10”");
    }

    private static String pattern(String text) {
        try {
            Pattern.compile(text);
            return text;
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(Quote.of(text) + " is no regular expression: " + e.getDescription());
        }
    }
}
