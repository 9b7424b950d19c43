package mayfly.worker.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import mayfly.job.FailureKind;

/**
 * What a worker is to do whose process is a program: a small file in the attempt's folder, written by the launcher with everything that the description says, so that a later
 * change of the description does not touch jobs under way.
 *
 * @param arguments   program and arguments
 * @param environment further entries
 * @param links       names with endings for input files, by their names on disk: many programs go by the ending
 * @param progress    regular expressions tried on every line
 * @param exits       what exit codes mean
 * @param outputs     where outputs come from
 * @param sandbox     in what it is started
 */
public record ProgramOrder(List<String> arguments, Map<String, String> environment, Map<String, String> links, List<String> progress, Map<Integer, Exit> exits, List<Output> outputs,
                           ProgramSandbox sandbox) {
    /** Name of the file. */
    public static final String FILE = "command.properties";

    public record Exit(FailureKind kind, String message) { }

    /**
     * @param file      path in the attempt's folder with "*" and "?"; empty = the standard output
     * @param mediaType empty = the file holds a JSON value
     */
    public record Output(String id, String file, boolean required, String mediaType) { }

    public void write(Path file) throws IOException {
        var lines = new StringBuilder();
        for (int i = 0; i < arguments.size(); i++) line(lines, "argument." + i, arguments.get(i));
        environment.forEach((name, value) -> line(lines, "environment." + name, value));
        links.forEach((name, link) -> line(lines, "link." + name, link));
        for (int i = 0; i < progress.size(); i++) line(lines, "progress." + i, progress.get(i));
        exits.forEach((code, exit) -> line(lines, "exit." + code, exit.kind() + " " + exit.message()));
        for (int i = 0; i < outputs.size(); i++) {
            Output o = outputs.get(i);
            line(lines, "output." + i, o.id() + " " + o.required() + " " + (o.mediaType().isEmpty() ? "-" : o.mediaType()) + " " + o.file());
        }
        for (int i = 0; i < sandbox.wrapper().size(); i++) line(lines, "sandbox.wrapper." + i, sandbox.wrapper().get(i));
        line(lines, "sandbox.apart", Boolean.toString(sandbox.apart()));
        line(lines, "sandbox.folder", sandbox.folder());
        line(lines, "sandbox.owner", Long.toString(sandbox.owner()));
        line(lines, "sandbox.words", sandbox.words());
        Files.writeString(file, lines);
    }

    /** As {@link Properties#load} reads it; a blank at the beginning of a value would be lost. */
    private static void line(StringBuilder out, String name, String value) {
        String escaped = value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t").replace("\f", "\\f");
        out.append(name).append('=').append(escaped.startsWith(" ") ? "\\" : "").append(escaped).append('\n');
    }

    static ProgramOrder read(Path file) throws IOException {
        var p = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            p.load(in);
        }
        Map<Integer, Exit> exits = new LinkedHashMap<>();
        below(p, "exit.").forEach((code, text) -> exits.put(Integer.valueOf(code), new Exit(FailureKind.valueOf(text.substring(0, text.indexOf(' '))), text.substring(text.indexOf(' ') + 1))));
        return new ProgramOrder(series(p, "argument."), below(p, "environment."), below(p, "link."), series(p, "progress."), exits, series(p, "output.").stream().map(ProgramOrder::output).toList(),
                sandbox(p));
    }

    private static ProgramSandbox sandbox(Properties p) {
        return new ProgramSandbox(series(p, "sandbox.wrapper."), Boolean.parseBoolean(p.getProperty("sandbox.apart")), p.getProperty("sandbox.folder"), Long.parseLong(p.getProperty("sandbox.owner")),
                p.getProperty("sandbox.words"));
    }

    private static Output output(String text) {
        String[] words = text.split(" ", 4);
        return new Output(words[0], words[3], Boolean.parseBoolean(words[1]), words[2].equals("-") ? "" : words[2]);
    }

    private static List<String> series(Properties p, String prefix) {
        var out = new ArrayList<String>();
        for (int i = 0; p.getProperty(prefix + i) != null; i++) out.add(p.getProperty(prefix + i));
        return out;
    }

    private static Map<String, String> below(Properties p, String prefix) {
        var out = new LinkedHashMap<String, String>();
        for (String name : p.stringPropertyNames()) if (name.startsWith(prefix)) out.put(name.substring(prefix.length()), p.getProperty(name));
        return out;
    }
}
