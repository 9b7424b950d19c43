package mayfly.launch.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
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
    private final Path home;
    private final LongSupplier nanos;
    private final Map<Asked, Found> found = new ConcurrentHashMap<>();

    private record Asked(Sandbox sandbox, String program) { }

    /** What a trial run has found. @param refusal empty = it holds */
    private record Found(Optional<String> refusal, long at) { }

    /** @param home of the deployment */
    public Sandboxes(Path home) {
        this(home, System::nanoTime);
    }

    Sandboxes(Path home, LongSupplier nanos) {
        this.home = home.toAbsolutePath().normalize();
        this.nanos = nanos;
    }

    /** Tries what is new among the sandboxes of these processes, and again what was refused some time ago. To be called now and then; whoever asks in between need not wait. */
    public void look(Collection<ProcessDescription> processes) {
        long now = nanos.getAsLong();
        found.values().removeIf(f -> f.refusal.isPresent() && now - f.at > PATIENCE);
        processes.forEach(this::refusal);
    }

    /** Why that process cannot have its sandbox on this host; empty when it can. Found out by a true run the first time that it is asked, some 30 ms. */
    public Optional<String> refusal(ProcessDescription process) {
        if (process.run().command().isNone() || process.run().sandbox().isNone()) return Optional.empty();
        return found.computeIfAbsent(new Asked(process.run().sandbox(), process.run().command().line().program()), asked -> new Found(attempt(asked), nanos.getAsLong())).refusal;
    }

    /**
     * For one attempt of a process that is a program.
     *
     * @throws IOException when the sandbox cannot be had; the message is fit for people
     */
    public ProgramSandbox of(ProcessDescription process, RunFolder folder) throws IOException {
        Sandbox sandbox = process.run().sandbox();
        if (sandbox.isNone()) return ProgramSandbox.NONE;
        Optional<String> refusal = refusal(process);
        if (refusal.isPresent()) throw new IOException("The sandbox of this process cannot be had on this machine: " + refusal.get());
        try {
            Account account = account(sandbox);
            Path work = folder.work();
            var wrapper = new Wrapper(sandbox, account).around(work, work.resolve(folder.scratch().getFileName()), process.run().command().line().program(), home);
            return new ProgramSandbox(wrapper, sandbox.isApart(), sandbox.isClosed() ? View.FOLDER : "", account.uid(), sandbox.words());
        } catch (NotPossible e) {
            throw new IOException("The sandbox of this process cannot be had on this machine: " + e.getMessage(), e);
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
            new Trial(asked.sandbox, account, home).run(asked.program);
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
        if (!sandbox.user().isEmpty()) return Account.of(sandbox.user());
        return sandbox.isClosed() && Account.isRoot() ? Account.of(Account.NOBODY) : Account.SERVER;
    }
}
