package mayfly.launch.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import mayfly.catalog.ProcessDescription;
import mayfly.catalog.Sandbox;
import mayfly.job.RunFolder;
import mayfly.worker.command.ProgramSandbox;

/** The sandboxes of this host: which of those that descriptions ask for can be had, and how a program is put into one. Safe for several threads. */
public final class Sandboxes {
    private final Path home;
    /** What trial runs have found, by what was asked for: empty = it holds. */
    private final Map<Asked, Optional<String>> found = new ConcurrentHashMap<>();

    private record Asked(Sandbox sandbox, String program) { }

    /** @param home of the deployment */
    public Sandboxes(Path home) {
        this.home = home.toAbsolutePath().normalize();
    }

    /** Why that process cannot have its sandbox on this host; empty when it can. Found out by a true run the first time that it is asked, some 30 ms. */
    public Optional<String> refusal(ProcessDescription process) {
        if (process.run().command().isNone() || process.run().sandbox().isNone()) return Optional.empty();
        return found.computeIfAbsent(new Asked(process.run().sandbox(), process.run().command().line().program()), this::attempt);
    }

    /** Looks anew from now on: something may have been installed. */
    public void forget() {
        found.clear();
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
