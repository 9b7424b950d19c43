package mayfly.launch.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mayfly.catalog.Sandbox;

/**
 * What stands before a program so that it runs in a sandbox: nice, then bubblewrap, then prlimit, then setpriv, each of which becomes the next. Limits are set inside, because
 * there the number of processes is counted for the sandbox alone, where it has a user namespace.
 */
final class Wrapper {
    private final Sandbox sandbox;
    private final Account account;
    private final List<Path> secrets;

    /** @param secrets files that no closed sandbox shows */
    Wrapper(Sandbox sandbox, Account account, List<Path> secrets) {
        this.sandbox = sandbox;
        this.account = account;
        this.secrets = secrets;
    }

    /**
     * @param work    the folder that the program works in
     * @param scratch in that folder, for passing files
     * @param program as the command names it
     * @param home    of the deployment
     */
    List<String> around(Path work, Path scratch, String program, Path home) {
        var out = new ArrayList<>(niceness());
        if (sandbox.isClosed()) out.addAll(new View(sandbox, account, home, secrets).arguments(work, scratch, program));
        out.addAll(resources());
        if (sandbox.isApart()) out.addAll(rights());
        return out;
    }

    /** What needs no folder and no other user. */
    List<String> limits() {
        var out = new ArrayList<>(niceness());
        out.addAll(resources());
        return out;
    }

    private List<String> niceness() {
        int more = Niceness.beyond(Niceness.own(), sandbox.nice());
        return sandbox.nice() > 0 && more > 0 ? List.of(HostTool.NICE.path(), "-n", Integer.toString(more), "--") : List.of();
    }

    private List<String> resources() {
        var out = new ArrayList<String>();
        if (sandbox.processes() > 0) out.add("--nproc=" + sandbox.processes());
        if (sandbox.openFiles() > 0) out.add("--nofile=" + sandbox.openFiles());
        if (sandbox.fileSize() > 0) out.add("--fsize=" + sandbox.fileSize());
        // Its own signal first, by which it is known why it ended; KILL for one that ignores it.
        long cpu = sandbox.cpuTime().toSeconds();
        if (cpu > 0) out.add("--cpu=" + cpu + ":" + (cpu + 5));
        if (out.isEmpty()) return out;
        out.add(0, HostTool.PRLIMIT.path());
        out.add("--");
        return out;
    }

    private List<String> rights() {
        var out = new ArrayList<>(List.of(HostTool.SETPRIV.path(), "--no-new-privs", "--inh-caps=-all"));
        if (account.uid() >= 0) out.addAll(List.of("--reuid=" + account.uid(), "--regid=" + account.gid(), "--clear-groups"));
        out.add("--");
        return out;
    }
}
