package mayfly.launch;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mayfly.catalog.ProcessDescription;
import mayfly.catalog.Requirement;

/** Whether the programs are there that processes require: looked for as their workers will, on the PATH that is passed on to them. One thread looks, any may ask. */
public final class Programs {
    private static final String NOT_YET = "Its programs have not been looked for yet.";
    private final String path;
    private final ProgramVersions versions;
    private volatile Map<String, String> missing = Map.of();

    /** @param path of this application, as the variable of that name has it; null = none */
    public Programs(String path, LongSupplier nanos) {
        this.path = Objects.requireNonNullElse(path, "");
        this.versions = new ProgramVersions(nanos);
    }

    /** Looks anew, for these processes. A program that changed is asked for its version, which takes as long as it takes, at most some seconds. */
    public void look(Collection<ProcessDescription> processes) throws InterruptedException {
        var found = new HashMap<String, String>();
        for (ProcessDescription p : processes) found.put(p.id(), reason(p));
        missing = Map.copyOf(found);
    }

    /** Why a process cannot be carried out here, for the operator; empty when it can, as far as was seen at the last look. */
    public Optional<String> missing(String process) {
        return Optional.of(missing.getOrDefault(process, NOT_YET)).filter(reason -> !reason.isEmpty());
    }

    private String reason(ProcessDescription process) throws InterruptedException {
        for (Requirement r : process.run().requires()) {
            String reason = reason(r);
            if (!reason.isEmpty()) return reason;
        }
        return "";
    }

    private String reason(Requirement r) throws InterruptedException {
        Optional<Path> program = find(r.program());
        if (program.isEmpty()) return r.program().startsWith("/") ? "There is no program " + r.program() + ", or this server may not execute it." : "There is no program “" + r.program() + "” on the PATH of this server (" + path + ").";
        if (r.atLeast().isEmpty()) return "";
        ProgramVersions.Said said = versions.ask(program.get(), r.ask());
        String call = "“" + program.get() + " " + String.join(" ", r.ask()) + "”";
        if (said.trouble() != null) return r.program() + " " + r.atLeast() + " or later is needed, and " + call + " " + said.trouble() + ".";
        Matcher m = Pattern.compile(r.match()).matcher(said.text());
        if (!m.find()) return r.program() + " " + r.atLeast() + " or later is needed, and " + call + " tells no version: it printed “" + said.brief() + "”.";
        String version = m.groupCount() > 0 && m.group(1) != null ? m.group(1) : m.group();
        return compare(version, r.atLeast()) >= 0 ? "" : r.program() + " " + r.atLeast() + " or later is needed; " + program.get() + " is " + version + ".";
    }

    private Optional<Path> find(String program) {
        if (program.startsWith("/")) return Optional.of(Path.of(program)).filter(Programs::isProgram);
        return Arrays.stream(path.split(File.pathSeparator)).filter(folder -> folder.startsWith("/")).map(folder -> in(folder, program)).filter(Objects::nonNull).filter(Programs::isProgram).findFirst();
    }

    private static Path in(String folder, String program) {
        try {
            return Path.of(folder, program);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    /** Number by number, as far as they are numbers; "2.12.0+" is 2.12.0, and 2.10 is later than 2.9. */
    static int compare(String a, String b) {
        String[] left = a.split("\\.");
        String[] right = b.split("\\.");
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            int order = Long.compare(number(left, i), number(right, i));
            if (order != 0) return order;
        }
        return 0;
    }

    private static long number(String[] parts, int i) {
        Matcher m = Pattern.compile("\\d{1,18}").matcher(i < parts.length ? parts[i] : "");
        return m.find() ? Long.parseLong(m.group()) : 0;
    }
}
