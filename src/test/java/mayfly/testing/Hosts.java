package mayfly.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this host lets a test do, found out without the code under test. */
public final class Hosts {
    private static final boolean CLOSES = closes();

    private Hosts() { }

    public static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Skips a test, and says so, where it needs other users. */
    public static void needRoot() {
        assumeTrue(isRoot(), "NOT ROOT HERE: what is done as another user is not tested");
    }

    /** Skips a test, and says so, where nothing can be closed in. */
    public static void needBubblewrap() {
        assumeTrue(CLOSES, "NO BUBBLEWRAP HERE, or it may not make namespaces: closed sandboxes are not tested");
    }

    private static boolean closes() {
        if (!Files.isExecutable(Path.of("/usr/bin/bwrap"))) return false;
        try {
            return new ProcessBuilder("/usr/bin/bwrap", "--unshare-pid", "--unshare-net", "--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev", "/bin/true").inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
