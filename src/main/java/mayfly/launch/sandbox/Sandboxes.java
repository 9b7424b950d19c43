package mayfly.launch.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import mayfly.catalog.ProcessDescription;
import mayfly.catalog.Sandbox;
import mayfly.job.RunFolder;
import mayfly.worker.command.ProgramSandbox;

/** The sandboxes of this host: which of those that descriptions ask for can be had, and how a program is put into one. Safe for several threads. */
public final class Sandboxes {
    /** How long a refusal holds until it is tried again: something may have been installed. */
    private static final long PATIENCE = Duration.ofSeconds(30).toNanos();
    private static final String REFUSED = "The sandbox of this process cannot be had on this machine: ";
    /** A program that is everywhere. */
    private static final String ANY = "sh";
    private static final Map<String, Sandbox> LEVELS = levels();
    private final Path home;
    private final Sandbox least;
    private final List<Path> secrets;
    private final LongSupplier nanos;
    private final Map<Asked, Found> found = new ConcurrentHashMap<>();

    private static Map<String, Sandbox> levels() {
        var out = new LinkedHashMap<String, Sandbox>();
        out.put("Without network and with private files", Sandbox.parse("network: none, files: private"));
        out.put("As another user", Sandbox.parse("user: " + Account.NOBODY));
        out.put("Within limits", Sandbox.parse("nice: 10, openFiles: 256, fileSize: 1 GB, cpuTime: 1 h"));
        return out;
    }

    private record Asked(Sandbox sandbox, String program) { }

    /** What a trial run has found. @param refusal empty = it holds */
    private record Found(Optional<String> refusal, long at) { }

    /**
     * @param home  of the deployment
     * @param least what it asks of every program, whatever the descriptions say
     * @param secrets files of this deployment elsewhere that no closed sandbox shows
     */
    public Sandboxes(Path home, Sandbox least, List<Path> secrets) {
        this(home, least, secrets, System::nanoTime);
    }

    Sandboxes(Path home, Sandbox least, List<Path> secrets, LongSupplier nanos) {
        this.home = home.toAbsolutePath().normalize();
        this.least = least;
        this.secrets = secrets.stream().map(Path::toAbsolutePath).toList();
        this.nanos = nanos;
    }

    /** Why what the deployment asks of every program cannot be had on this host; empty when it can. */
    public Optional<String> refusal() {
        return least.isNone() ? Optional.empty() : refusal(apart(least), ANY);
    }

    /** Tries what is new among the sandboxes of these processes, and again what was refused some time ago. To be called now and then; whoever asks in between need not wait. */
    public void look(Collection<ProcessDescription> processes) {
        long now = nanos.getAsLong();
        found.values().removeIf(f -> f.refusal.isPresent() && now - f.at > PATIENCE);
        processes.forEach(this::refusal);
    }

    /** Why that process cannot have its sandbox on this host; empty when it can. Found out by a true run the first time that it is asked, some 30 ms. */
    public Optional<String> refusal(ProcessDescription process) {
        try {
            Sandbox sandbox = sandbox(process);
            return sandbox.isNone() ? Optional.empty() : refusal(sandbox, process.run().command().isNone() ? ANY : process.run().command().line().program());
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    private Optional<String> refusal(Sandbox sandbox, String program) {
        return found.computeIfAbsent(new Asked(sandbox, program), asked -> new Found(attempt(asked), nanos.getAsLong())).refusal;
    }

    /** What stands before a worker that carries out a Java class within these limits. */
    public static List<String> limits(Sandbox limits) throws IOException {
        try {
            return new Wrapper(limits, Account.SERVER, List.of()).limits();
        } catch (NotPossible e) {
            throw new IOException(REFUSED + e.getMessage(), e);
        }
    }

    /** In what that process runs, in words; empty for none. */
    public String words(ProcessDescription process) {
        try {
            return sandbox(process).words();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** What this host offers and what it asks of every program, in words. */
    public String words() {
        var out = new ArrayList<String>();
        out.add(least.isNone() ? "What descriptions ask for" : "At least " + least.words() + " for every program");
        LEVELS.forEach((words, level) -> out.add(words + ": " + refusal(apart(level), ANY).map(why -> "not here (" + why + ")").orElse("yes")));
        return String.join(". ", out) + ".";
    }

    private Sandbox sandbox(ProcessDescription process) {
        return process.run().command().isNone() ? process.run().sandbox() : apart(process.run().sandbox().within(least));
    }

    /** Root in a closed sandbox, even without any capability, may still change what the kernel lets its user 0 change in /proc/sys: it is made another user there. */
    private static Sandbox apart(Sandbox s) {
        if (!s.isClosed() || !s.user().isEmpty() || !Account.isRoot()) return s;
        return new Sandbox(Account.NOBODY, s.offline(), s.files(), s.folders(), s.nice(), s.processes(), s.openFiles(), s.fileSize(), s.cpuTime());
    }

    /**
     * For one attempt of a process that is a program.
     *
     * @throws IOException when the sandbox cannot be had; the message is fit for people
     */
    public ProgramSandbox of(ProcessDescription process, RunFolder folder) throws IOException {
        Optional<String> refusal = refusal(process);
        if (refusal.isPresent()) throw new IOException(REFUSED + refusal.get());
        Sandbox sandbox = sandbox(process);
        if (sandbox.isNone() || process.run().command().isNone()) return ProgramSandbox.NONE;
        try {
            Account account = account(sandbox);
            Path work = folder.work();
            var wrapper = new Wrapper(sandbox, account, secrets).around(work, work.resolve(folder.scratch().getFileName()), process.run().command().line().program(), home);
            return new ProgramSandbox(wrapper, sandbox.isApart(), sandbox.isClosed() ? View.FOLDER : "", account.uid(), sandbox.words());
        } catch (NotPossible e) {
            throw new IOException(REFUSED + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The launch was interrupted", e);
        }
    }

    private Optional<String> attempt(Asked asked) {
        try {
            check(asked.sandbox);
            Account account = account(asked.sandbox);
            if (asked.sandbox.processes() > 0 && account.uid() < 0 && Account.isRoot()) throw new NotPossible("processes: the kernel does not count the processes of root, as whom this server runs; name a user, too");
            new Trial(asked.sandbox, new Wrapper(asked.sandbox, account, secrets), account, home).run(asked.program);
            return Optional.empty();
        } catch (NotPossible | IOException e) {
            return Optional.of(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("the trial run was interrupted");
        }
    }

    private void check(Sandbox sandbox) {
        for (String folder : sandbox.folders()) {
            if (home.startsWith(folder) || Path.of(folder).startsWith(home)) throw new NotPossible("folders: " + folder + " would show the home of this deployment");
            if (!Files.exists(Path.of(folder))) throw new NotPossible("folders: there is no " + folder);
        }
    }

    private static Account account(Sandbox sandbox) throws IOException, InterruptedException {
        return sandbox.user().isEmpty() ? Account.SERVER : Account.of(sandbox.user());
    }
}
