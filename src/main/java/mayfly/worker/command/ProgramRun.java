package mayfly.worker.command;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import mayfly.job.FailureKind;
import mayfly.job.LogTail;
import mayfly.job.RetryPolicy;
import mayfly.job.RunFolder;
import mayfly.worker.Job;
import mayfly.worker.ProgramException;

/**
 * Carries out a process that is a program of any language: as a child of this worker, in the attempt's folder, with an environment of its own, and no shell in between. What it
 * prints is the job's log, but for messages; see {@link MessageLines} and {@link ProgressLines}.
 */
public final class ProgramRun {
    private static final Set<String> PASSED_ON = Set.of("PATH", "LANG", "LC_ALL", "TZ", "MAYFLY_ATTEMPT");
    /** How long what a child of the program still prints is waited for when the program itself has ended. */
    private static final long LINGER_MILLIS = 2000;
    /** Exit code of whatever stands before a program that it cannot find. */
    private static final int NOT_THERE = 127;
    private static final int XCPU = 24;
    private static final int XFSZ = 25;
    private final RunFolder folder;
    private final ProgramOrder order;
    private final ProgramPlace place;
    private final ProgramOutputs outputs;
    private final MessageLines messages;
    private final ProgressLines progress;

    private ProgramRun(RunFolder folder, Job job) throws IOException {
        this.folder = folder;
        this.order = ProgramOrder.read(folder.path().resolve(ProgramOrder.FILE));
        this.place = new ProgramPlace(folder, order.sandbox());
        this.outputs = new ProgramOutputs(folder, place, order.outputs());
        this.messages = new MessageLines(job);
        this.progress = new ProgressLines(job, order.progress());
    }

    /**
     * @return outputs by id: an {@link mayfly.worker.OutputFile} or a JSON value
     * @throws ProgramException     when it fails
     * @throws InterruptedException when it was asked to stop, and did not end well
     */
    public static Map<String, Object> run(RunFolder folder, Job job) throws IOException, InterruptedException, ProgramException {
        return new ProgramRun(folder, job).run();
    }

    private Map<String, Object> run() throws IOException, InterruptedException, ProgramException {
        place.lay(order.links());
        Process program = start();
        LineSplitter out = outputs.stdout() == null ? follow("mayfly-stdout", program.getInputStream(), System.out, true) : null;
        LineSplitter err = follow("mayfly-stderr", program.getErrorStream(), System.err, false);
        int exit = await(program);
        if (out != null) out.join(LINGER_MILLIS);
        err.join(LINGER_MILLIS);
        if (exit != 0) throw failed(exit);
        place.takeBack();
        var all = new LinkedHashMap<String, Object>(messages.outputs());
        all.putAll(outputs.gather());
        return all;
    }

    private Process start() throws IOException, ProgramException {
        List<String> command = Stream.concat(order.sandbox().wrapper().stream(), order.arguments().stream()).toList();
        var builder = new ProcessBuilder(command).directory(place.path().toFile()).redirectInput(new File("/dev/null"));
        if (outputs.stdout() != null) builder.redirectOutput(outputs.stdout().toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(PASSED_ON);
        environment.put("HOME", order.sandbox().apart() ? order.sandbox().home() : folder.path().toString());
        environment.put("TMPDIR", order.sandbox().apart() ? order.sandbox().scratch() : folder.scratch().toString());
        environment.putAll(order.environment());
        try {
            return builder.start();
        } catch (IOException e) {
            String why = String.valueOf(e.getMessage());
            if (why.contains("error=7")) throw new ProgramException(FailureKind.INPUT, "The inputs are too long: they do not fit into the arguments of a program.", null, null);
            throw new ProgramException(FailureKind.LAUNCH, "The program “" + order.arguments().get(0) + "” could not be started: " + why, null, null);
        }
    }

    private LineSplitter follow(String name, InputStream in, OutputStream log, boolean speaks) {
        var splitter = new LineSplitter(name, in, log, line -> {
            if (speaks && messages.take(line)) return true;
            progress.look(line);
            return false;
        });
        splitter.start();
        return splitter;
    }

    /** Asked to stop, it asks the program: TERM. The end of its grace is watched by others. */
    private int await(Process program) throws InterruptedException {
        try {
            return program.waitFor();
        } catch (InterruptedException asked) {
            InnerProcess.of(program, order.sandbox()).destroy();
            program.onExit().join();
            if (program.exitValue() == 0) return 0;
            throw asked;
        }
    }

    private ProgramException failed(int exit) {
        ProgramOrder.Exit known = order.exits().get(exit);
        if (known != null) return new ProgramException(known.kind(), known.message(), exit, null);
        String program = "“" + Path.of(order.arguments().get(0)).getFileName() + "”";
        String within = order.sandbox().words().isEmpty() ? "" : " It ran in a sandbox: " + order.sandbox().words() + ".";
        if (exit == RetryPolicy.AGAIN) return new ProgramException(FailureKind.COMPUTATION, "The program " + program + " asks to be tried again later (exit code 20).", exit, null);
        if (exit == RetryPolicy.NEVER) return new ProgramException(FailureKind.COMPUTATION, "The program " + program + " says that trying again is of no use (exit code 50).", exit, null);
        if (exit == 1 && order.sandbox().isClosed() && notClosed()) return new ProgramException(FailureKind.LAUNCH, "The sandbox of " + program + " could not be made; the log says why." + within, exit, null);
        if (exit == NOT_THERE && !within.isEmpty()) return new ProgramException(FailureKind.LAUNCH, "The program " + program + " could not be started: it is not there, or its sandbox does not show it." + within, exit, null);
        if (exit > 128 && exit <= 128 + 64) return new ProgramException(exit == 128 + XCPU ? FailureKind.TIMEOUT : FailureKind.COMPUTATION, "The program " + program + " was ended by signal " + (exit - 128) + meaning(exit - 128) + "." + within, exit, exit - 128);
        return new ProgramException(FailureKind.COMPUTATION, "The program " + program + " ended with exit code " + exit + "." + within, exit, null);
    }

    /** Whether the last word is one of what closes the sandbox: it speaks only when it cannot. */
    private boolean notClosed() {
        String tail = LogTail.of(folder.stderr(), 500).stripTrailing();
        return tail.substring(tail.lastIndexOf('\n') + 1).startsWith("bwrap: ");
    }

    private static String meaning(int signal) {
        return signal == XCPU ? ": its processor time is used up" : signal == XFSZ ? ": a file grew beyond the size that it may have" : "";
    }
}
