package mayfly.faults;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of {@code java -jar mayfly.war restore}, with the settings of a server. */
record Restoring(int exit, String output) {
    static Restoring run(Server server, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(server.command());
        command.add("restore");
        command.addAll(List.of(arguments));
        var out = Files.createTempFile("restoring", "");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().putAll(server.environment());
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("it does not end: " + Files.readString(out));
        }
        var run = new Restoring(process.exitValue(), Files.readString(out, StandardCharsets.ISO_8859_1));
        Files.delete(out);
        return run;
    }

    /** The word in the third column of that job's line; empty where it has none. */
    String as(String job) {
        return output.lines().filter(line -> line.startsWith(job)).map(line -> line.substring(46).split("  ")[0].strip()).findFirst().orElse("");
    }
}
