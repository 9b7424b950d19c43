package mayfly.launch.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import mayfly.catalog.Sandbox;
import mayfly.launch.Trees;

/** Runs a small program in a sandbox, in earnest, and compares what that finds around it with what was asked for. */
final class Trial {
    /** Each line is one fact. $1 is a folder in the deployment's home. */
    private static final String LOOK = """
            echo "user $(id -u)"
            echo "groups $(id -G)"
            echo "nice $(nice)"
            while read -r a b c d e f; do case "$a $b" in "Max processes") echo "processes $c" ;; esac
              case "$a $b $c" in "Max open files") echo "openFiles $d" ;; "Max file size") echo "fileSize $d" ;; "Max cpu time") echo "cpuTime $d" ;; esac; done < /proc/self/limits
            while read -r a b; do case "$a" in NoNewPrivs:) echo "locked $b" ;; CapEff:) echo "rights $b" ;; esac; done < /proc/self/status
            while read -r a b; do case "$a" in *:*) echo "net ${a%%:*}" ;; esac; done < /proc/net/dev
            (echo x > probe) 2>/dev/null && echo "writes own"
            (echo x > "$HOME/outputs/probe") 2>/dev/null && echo "writes outputs"
            (echo x > "$TMPDIR/probe") 2>/dev/null && echo "writes scratch"
            (echo x > inputs/probe) 2>/dev/null && echo "writes inputs"
            for d in / /usr /etc /var /root /home /proc/sys/kernel; do [ -w "$d" ] && echo "writes $d"; done
            [ -e "$1" ] && echo "sees mayfly.home"
            [ -r /etc/shadow ] && echo "sees shadow"
            exit 0
            """;
    private final Sandbox sandbox;
    private final Wrapper wrapper;
    private final Account account;
    private final Path home;

    Trial(Sandbox sandbox, Wrapper wrapper, Account account, Path home) {
        this.sandbox = sandbox;
        this.wrapper = wrapper;
        this.account = account;
        this.home = home;
    }

    /** @throws NotPossible naming every difference */
    void run(String program) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(home, ".sandbox-");
        try {
            Path work = lay(folder.resolve("work"));
            var command = new ArrayList<>(wrapper.around(work, work.resolve("scratch"), program, home));
            String own = sandbox.isClosed() ? View.FOLDER : "/proc/self/cwd";
            String passing = sandbox.isClosed() ? "/tmp" : "/proc/self/cwd/scratch";
            command.addAll(List.of("/bin/sh", "-c", "HOME=" + own + " TMPDIR=" + passing + "\n" + LOOK, "sh", folder.toString()));
            Quiet said = Quiet.run(command, work);
            if (said.exit() != 0) throw new NotPossible("a trial run ended with exit code " + said.exit() + (said.output().isEmpty() ? "" : ": " + said.output().replaceAll("\\s+", " ")));
            compare(said.output().lines().toList());
        } finally {
            Trees.delete(folder);
        }
    }

    private Path lay(Path work) throws IOException {
        for (String name : List.of("inputs", "outputs", "scratch")) Files.createDirectories(work.resolve(name));
        Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwx--x--x"));
        Files.setPosixFilePermissions(work.resolve("inputs"), PosixFilePermissions.fromString("rwxr-xr-x"));
        if (account.uid() >= 0) for (Path one : List.of(work, work.resolve("outputs"), work.resolve("scratch"))) Files.setAttribute(one, "unix:uid", (int) account.uid(), LinkOption.NOFOLLOW_LINKS);
        return work;
    }

    private void compare(List<String> facts) {
        var faults = new ArrayList<String>();
        for (String wanted : wanted()) if (!facts.contains(wanted)) faults.add("“" + wanted + "” was asked for, and a trial run found " + like(facts, wanted));
        if (sandbox.isApart()) facts.stream().filter(f -> f.startsWith("sees ") || f.startsWith("writes /")).forEach(f -> faults.add("a trial run " + f + (f.equals("sees mayfly.home") ? ": close " + home + " to other users (chmod 700)" : "")));
        if (sandbox.isClosed()) facts.stream().filter(f -> f.equals("writes inputs")).forEach(f -> faults.add("a trial run " + f));
        if (sandbox.offline()) facts.stream().filter(f -> f.startsWith("net ") && !f.equals("net lo")).forEach(f -> faults.add("a trial run found the network “" + f.substring(4) + "”"));
        if (!faults.isEmpty()) throw new NotPossible(String.join("; ", faults));
    }

    private List<String> wanted() {
        var out = new ArrayList<>(List.of("writes own", "writes outputs", "writes scratch"));
        if (account.uid() >= 0) out.addAll(List.of("user " + account.uid(), "groups " + account.gid()));
        if (sandbox.isApart()) out.addAll(List.of("locked 1", "rights 0000000000000000"));
        if (sandbox.nice() > 0) out.add("nice " + Math.max(sandbox.nice(), Niceness.own()));
        if (sandbox.processes() > 0) out.add("processes " + sandbox.processes());
        if (sandbox.openFiles() > 0) out.add("openFiles " + sandbox.openFiles());
        if (sandbox.fileSize() > 0) out.add("fileSize " + sandbox.fileSize());
        if (!sandbox.cpuTime().isZero()) out.add("cpuTime " + sandbox.cpuTime().toSeconds());
        return out;
    }

    private static String like(List<String> facts, String wanted) {
        String kind = wanted.substring(0, wanted.indexOf(' ') + 1);
        List<String> found = facts.stream().filter(f -> f.startsWith(kind)).toList();
        return found.isEmpty() ? "nothing of the kind" : "“" + String.join(", ", found) + "”";
    }
}
