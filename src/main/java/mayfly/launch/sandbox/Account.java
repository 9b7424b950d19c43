package mayfly.launch.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A user of this host.
 *
 * @param name empty = the one that the server runs as
 * @param uid  -1 = that of the server
 */
record Account(String name, long uid, long gid) {
    static final Account SERVER = new Account("", -1, -1);
    /** Of whom a program in a closed sandbox is made when the server is root: root without any capability may still change what the kernel lets its user 0 change in /proc/sys. */
    static final String NOBODY = "nobody";

    /** @throws NotPossible when there is no such user, or the server may not become another one */
    static Account of(String name) throws IOException, InterruptedException {
        long uid = id("-u", name);
        if (uid == 0) throw new NotPossible("user: " + name + " is root by another name");
        if (!isRoot()) throw new NotPossible("user: another user needs a server that runs as root, and this one does not");
        return new Account(name, uid, id("-g", name));
    }

    /** Whether this server is user 0, as the kernel says; false where it does not say. */
    static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    private static long id(String which, String name) throws IOException, InterruptedException {
        Quiet said = Quiet.run(List.of(HostTool.ID.path(), which, name), null);
        if (said.exit() != 0 || !said.output().matches("\\d{1,10}")) throw new NotPossible("user: there is no user " + name + " on this machine");
        return Long.parseLong(said.output());
    }
}
