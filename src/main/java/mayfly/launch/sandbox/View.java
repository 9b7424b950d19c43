package mayfly.launch.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import mayfly.catalog.Sandbox;

/**
 * The host as a program in a closed sandbox sees it, by bubblewrap: a root of its own in which only what is named here appears. Its folder is /job, and of the deployment's home
 * nothing is there.
 *
 * @see <a href="https://manpages.debian.org/bookworm/bubblewrap/bwrap.1.en.html">bwrap(1)</a>
 */
final class View {
    /** Where the program's folder appears. */
    static final String FOLDER = "/job";
    private static final List<String> SYSTEM = List.of("usr", "bin", "sbin", "lib", "lib32", "lib64", "libx32");
    /** What programs need to know of the system; nothing here is a secret, and what is missing on a host is left out. */
    private static final List<String> ETC = List.of("alternatives", "fonts", "group", "hosts", "java-17-openjdk", "java-21-openjdk", "java-25-openjdk", "ld.so.cache", "ld.so.conf", "ld.so.conf.d", "locale.alias",
            "localtime", "magic", "mime.types", "nsswitch.conf", "passwd", "perl", "protocols", "python3", "services", "ssl/certs", "ssl/openssl.cnf", "timezone", "ImageMagick-6", "ImageMagick-7", "R", "texmf");
    private static final List<String> NETWORK = List.of("host.conf", "resolv.conf");
    /** Of its own in every view, so never the host's. Run and tmp hold what listens on files, and what others pass on. */
    private static final Set<String> OWN = Set.of("dev", "proc", "sys", "tmp", "run", "job");
    private static final String SHARED_MEMORY = Integer.toString(64 << 20);
    private final Sandbox sandbox;
    private final Account account;
    private final Path home;
    private final List<Path> secrets;

    View(Sandbox sandbox, Account account, Path home, List<Path> secrets) {
        this.sandbox = sandbox;
        this.account = account;
        this.home = home;
        this.secrets = secrets;
    }

    /** To be followed by what is to run in it. */
    List<String> arguments(Path work, Path scratch, String program) {
        var out = new ArrayList<>(List.of(HostTool.BWRAP.path(), "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try", "--die-with-parent", "--new-session", "--cap-drop", "ALL"));
        if (sandbox.offline()) out.add("--unshare-net");
        if (account.uid() >= 0) out.addAll(List.of("--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"));
        if (sandbox.files() == Sandbox.Files.PRIVATE) system(out);
        else whole(out);
        out.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--perms", "1777", "--size", SHARED_MEMORY, "--tmpfs", "/dev/shm"));
        out.addAll(List.of("--bind", work.toString(), FOLDER, "--ro-bind", work.resolve("inputs").toString(), FOLDER + "/inputs", "--bind", scratch.toString(), "/tmp"));
        // After what may have covered them.
        for (String folder : sandbox.folders()) bind(out, Path.of(folder));
        own(out, Path.of(program));
        out.addAll(List.of("--remount-ro", "/", "--chdir", FOLDER, "--"));
        return out;
    }

    private void system(List<String> out) {
        for (String name : SYSTEM) show(out, Path.of("/", name));
        out.addAll(List.of("--dir", "/etc"));
        for (String name : ETC) bind(out, Path.of("/etc", name));
        if (!sandbox.offline()) for (String name : NETWORK) bind(out, Path.of("/etc", name));
    }

    /** Everything in the root, but what the view has of its own, and the deployment's home. */
    private void whole(List<String> out) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/"))) {
            for (Path one : all) if (!OWN.contains(one.getFileName().toString())) show(out, one);
        } catch (IOException e) {
            throw new NotPossible("files: the root folder cannot be listed: " + e.getMessage());
        }
        if (!isOwn(home)) out.addAll(List.of("--tmpfs", home.toString()));
        // A device cannot be opened there: whoever tries is denied.
        for (Path secret : secrets) if (Files.isRegularFile(secret) && !isOwn(secret) && !secret.startsWith(home)) out.addAll(List.of("--ro-bind", "/dev/null", secret.toString()));
    }

    /** The program itself, one that lies beside its description for example: this file alone, nothing of its folder. */
    private void own(List<String> out, Path program) {
        if (!program.isAbsolute()) return;
        boolean shown = sandbox.files() == Sandbox.Files.PRIVATE ? SYSTEM.contains(program.getName(0).toString()) : !isOwn(program) && !program.startsWith(home);
        if (!shown) bind(out, program);
    }

    private static boolean isOwn(Path path) {
        return OWN.contains(path.getName(0).toString());
    }

    private static void show(List<String> out, Path path) {
        try {
            if (Files.isSymbolicLink(path)) out.addAll(List.of("--symlink", Files.readSymbolicLink(path).toString(), path.toString()));
            else if (Files.isDirectory(path)) out.addAll(List.of("--ro-bind", path.toString(), path.toString()));
        } catch (IOException e) {
            throw new NotPossible("files: " + path + " cannot be read: " + e.getMessage());
        }
    }

    /** What is a link on the host is shown as what it leads to. With the folders above it, which bubblewrap would otherwise make for their owner alone. */
    private static void bind(List<String> out, Path path) {
        if (!Files.exists(path)) return;
        for (int i = 1; i < path.getNameCount(); i++) out.addAll(List.of("--dir", "/" + path.subpath(0, i)));
        out.addAll(List.of("--ro-bind", path.toString(), path.toString()));
    }
}
