package mayfly.worker.command;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import mayfly.job.FailureKind;
import mayfly.job.RunFolder;
import mayfly.worker.Children;
import mayfly.worker.ProgramException;

/**
 * The folder in which a program runs: the attempt's own, or, for one in a sandbox that shuts it off, a folder in that, so that it can neither read nor replace what the application
 * keeps beside it: orders, logs, the outcome. It is given to the program's user, and taken back once nobody lives who could still change it.
 */
final class ProgramPlace {
    /** What closes the sandbox enters the folder before it becomes the program's user, and has no rights of root's by then. */
    private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rwx--x--x");
    private static final Set<PosixFilePermission> SHOWN = PosixFilePermissions.fromString("rwxr-xr-x");
    private final RunFolder folder;
    private final ProgramSandbox sandbox;

    ProgramPlace(RunFolder folder, ProgramSandbox sandbox) {
        this.folder = folder;
        this.sandbox = sandbox;
    }

    Path path() {
        return sandbox.apart() ? folder.work() : folder.path();
    }

    /** Whether the program is shut off from the attempt's folder: what it has written there may carry permissions that must not become the server's. */
    boolean isApart() {
        return sandbox.apart();
    }

    /** Whether it is another user's while the program runs. */
    private boolean isGiven() {
        return sandbox.owner() >= 0;
    }

    Path inputs() {
        return path().resolve(folder.inputs().getFileName());
    }

    /** @param links names with endings for input files, by their names */
    void lay(Map<String, String> links) throws IOException {
        Files.createDirectories(folder.outputs());
        if (sandbox.apart()) layApart();
        else Files.createDirectories(folder.scratch());
        for (var link : links.entrySet()) Files.createLink(inputs().resolve(link.getValue()), inputs().resolve(link.getKey()));
    }

    private void layApart() throws IOException {
        Path work = Files.createDirectory(folder.work());
        Files.setPosixFilePermissions(work, OWN);
        Files.setPosixFilePermissions(Files.createDirectory(inputs()), SHOWN);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.inputs())) {
            for (Path file : files) show(file, inputs().resolve(file.getFileName()));
        }
        for (String name : new String[] {"outputs", "scratch"}) give(Files.createDirectory(work.resolve(name)));
        give(work);
    }

    /** The input files stay the server's: all attempts share them, and none may change them. */
    private void show(Path file, Path link) throws IOException {
        try {
            Files.createLink(link, file);
        } catch (UnsupportedOperationException e) {
            Files.copy(file, link);
        }
        if (!isGiven()) return;
        Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(link));
        permissions.add(PosixFilePermission.OTHERS_READ);
        Files.setPosixFilePermissions(link, permissions);
    }

    private void give(Path path) throws IOException {
        if (isGiven()) Files.setAttribute(path, "unix:uid", (int) sandbox.owner(), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Ends whatever the program has left running, and makes what it has written the server's again: folders before what is in them, so that nothing can be put in the place of
     * what was looked at. Links are taken as links.
     *
     * @throws ProgramException when something is there that neither the server laid nor the program's user owns, such as a second name for a file of somebody else's
     */
    void takeBack() throws IOException, ProgramException {
        if (!sandbox.apart()) return;
        Children.kill();
        if (isGiven()) take(folder.work(), (Integer) Files.getAttribute(folder.path(), "unix:uid"));
    }

    /** What the server laid there, and passing files, among which lie the places of what the sandbox shows; neither is an output. */
    boolean isLaid(Path path) {
        return path.startsWith(inputs()) || sandbox.apart() && path.startsWith(folder.work().resolve(folder.scratch().getFileName()));
    }

    private void take(Path path, int server) throws IOException, ProgramException {
        int owner = (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        if (owner != sandbox.owner()) {
            throw new ProgramException(FailureKind.COMPUTATION, "The program left “" + folder.work().relativize(path) + "” in its folder, which belongs to somebody else: nothing of what it wrote was taken.", null, null);
        }
        Files.setAttribute(path, "unix:uid", server, LinkOption.NOFOLLOW_LINKS);
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) return;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(path)) {
            for (Path one : all) if (!isLaid(one)) take(one, server);
        }
    }
}
