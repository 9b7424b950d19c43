package mayfly.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Makes a process the reaper of its tree (prctl PR_SET_CHILD_SUBREAPER, prctl(2)) and leader of a session before the JVM takes its place: Perl, which is on every Debian, can call
 * the kernel by number, and hands the process over. About one millisecond more than setsid takes alone. Unlike init a JVM does not bury the orphans that it adopts: they stay in
 * the process table as zombies until it ends.
 *
 * @param setsid number of the system call on this machine
 * @param prctl  number of the system call on this machine
 */
record Reaper(int setsid, int prctl) {
    private static final int PR_SET_CHILD_SUBREAPER = 36;
    /** Perl's complaint about a locale that is not installed would stand in the job's log. */
    static final Map<String, String> ENVIRONMENT = Map.of("PERL_BADLANG", "0");
    private static final Path PERL = Path.of("/usr/bin/perl");
    /** By the name that the JDK gives to the machine; numbers of asm/unistd.h. */
    private static final Map<String, Reaper> MACHINES = Map.of("amd64", new Reaper(112, 157), "aarch64", new Reaper(157, 167));

    /** Null where it is not known how, or Perl is missing. */
    static Reaper find() {
        boolean isLinux = System.getProperty("os.name").equals("Linux");
        return isLinux && Files.isExecutable(PERL) ? MACHINES.get(System.getProperty("os.arch")) : null;
    }

    /** Before a command. */
    List<String> prelude() {
        String program = "delete $ENV{PERL_BADLANG}; syscall(" + setsid + "); syscall(" + prctl + ", " + PR_SET_CHILD_SUBREAPER + ", 1, 0, 0, 0); exec { $ARGV[0] } @ARGV; die \"$ARGV[0]: $!\\n\"";
        return List.of(PERL.toString(), "-e", program, "--");
    }
}
