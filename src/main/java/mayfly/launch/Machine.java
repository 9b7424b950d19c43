package mayfly.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The machine that this application is on, as far as its processes can be seen from here. */
public final class Machine {
    private Machine() { }

    /** Its name, by which people know it. No blanks. */
    public static String name() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9._-]", "-");
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** What no other one has, nor another container on it: the boot of its kernel, and the namespace of its process ids. "-" where the system does not tell. No blanks. */
    public static String id() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip() + "/" + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException | UnsupportedOperationException e) {
            return "-";
        }
    }
}
