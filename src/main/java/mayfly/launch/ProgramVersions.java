package mayfly.launch;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * What programs say of their versions. Each is asked once, and again when its file has changed; one that failed to answer, after a while. It gets the environment of a worker, no input, five seconds,
 * and a megabyte to say it in. One thread at a time.
 */
final class ProgramVersions {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final long MOST = 1 << 20;
    private static final int BRIEF = 100;
    private final Map<Question, Answer> answers = new HashMap<>();
    private final LongSupplier nanos;

    ProgramVersions(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * @param text    what it printed; "" where there is trouble
     * @param trouble why it told nothing, to be said after the call; null = none
     */
    record Said(String text, String trouble) {
        /** On one line. */
        String brief() {
            String line = text.strip().replaceAll("[\\p{Cntrl}\\s]+", " ");
            return line.length() <= BRIEF ? line : line.substring(0, BRIEF) + "…";
        }
    }

    private record Question(Path program, Stamp stamp, List<String> arguments) { }

    private record Answer(Said said, long at) { }

    Said ask(Path program, List<String> arguments) throws InterruptedException {
        var question = new Question(program, Stamp.of(program), arguments);
        Answer known = answers.get(question);
        if (known != null && (known.said().trouble() == null || nanos.getAsLong() - known.at() < AGAIN.toNanos())) return known.said();
        answers.keySet().removeIf(q -> q.program().equals(program) && q.arguments().equals(arguments));
        Said said = call(program, arguments);
        answers.put(question, new Answer(said, nanos.getAsLong()));
        return said;
    }

    private static Said call(Path program, List<String> arguments) throws InterruptedException {
        Path out = null;
        try {
            out = Files.createTempFile("mayfly-version", "");
            var command = new ArrayList<>(List.of(program.toString()));
            command.addAll(arguments);
            var builder = new ProcessBuilder(command).directory(out.getParent().toFile()).redirectInput(new File("/dev/null")).redirectErrorStream(true).redirectOutput(out.toFile());
            builder.environment().keySet().retainAll(WorkerCommand.PASSED_ON);
            String trouble = await(Child.start(builder), out);
            return new Said(trouble == null ? Files.readString(out, StandardCharsets.ISO_8859_1) : "", trouble);
        } catch (IOException e) {
            return new Said("", "could not be asked: " + e.getMessage());
        } finally {
            if (out != null) out.toFile().delete();
        }
    }

    /** @return why it told nothing; null = it ended in good order */
    private static String await(Process process, Path out) throws IOException, InterruptedException {
        try {
            for (long until = System.nanoTime() + PATIENCE.toNanos(); !process.waitFor(20, TimeUnit.MILLISECONDS);) {
                if (Files.size(out) > MOST) return "prints without an end";
                if (System.nanoTime() > until) return "took longer than " + PATIENCE.toSeconds() + " s";
            }
            return Files.size(out) > MOST ? "prints without an end" : null;
        } finally {
            List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(p -> p.onExit().join());
        }
    }
}
