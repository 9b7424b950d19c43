package mayfly.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit file that is shipped says what the code relies on, and systemd understands it. What restarts do is proved by {@code RestartIT}. */
class ServiceUnitTest {
    private static final Path UNIT = Path.of("etc/mayfly.service");
    @TempDir Path folder;

    @Test void workersOutliveTheServer() throws IOException {
        Map<String, List<String>> unit = read();
        assertEquals(List.of("process"), unit.get("KillMode"));
        assertEquals(List.of("continue"), unit.get("OOMPolicy"), "a job that the kernel ended must not end the server");
        assertEquals(List.of("yes"), unit.get("Delegate"), "without it there are no groups to limit jobs by");
        assertFalse(unit.containsKey("PrivateTmp"), "a restart would delete the files of running jobs");
        assertFalse(unit.containsKey("MemoryDenyWriteExecute"), "a JVM writes the code that it runs");
        for (String hides : List.of("ProtectProc", "ProcSubset", "PrivatePIDs")) assertFalse(unit.containsKey(hides), hides + " hides processes that have to be found");
        for (String ends : List.of("RuntimeMaxSec", "ExecStop", "ExecStopPost", "PrivateUsers")) assertFalse(unit.containsKey(ends), ends);
    }

    @Test void itStartsAgainAfterAFaultAndNotAfterBadSettings() throws IOException {
        Map<String, List<String>> unit = read();
        assertEquals(List.of("on-failure"), unit.get("Restart"));
        assertEquals(List.of("2"), unit.get("RestartPreventExitStatus"), "what EmbeddedJetty ends with then");
        assertTrue(unit.get("ExecStart").get(0).contains("ExitOnOutOfMemoryError"));
    }

    @Test void itsHomeIsItsStateDirectoryAndEverySettingIsOne() throws IOException {
        Map<String, List<String>> unit = read();
        assertEquals(List.of("MAYFLY_HOME=/var/lib/" + unit.get("StateDirectory").get(0)), unit.get("Environment"));
        assertEquals(List.of("-/etc/mayfly/environment"), unit.get("EnvironmentFile"), "settings may be missing");
    }

    @Test void systemdUnderstandsIt() throws Exception {
        // Its user and its WAR are not on this machine.
        Path here = Files.writeString(folder.resolve("mayfly.service"), Files.readString(UNIT).replace("User=mayfly", "User=root").replace("/usr/bin/java", "/bin/sh"));
        try {
            Process verify = new ProcessBuilder("systemd-analyze", "verify", here.toString()).redirectErrorStream(true).start();
            String said = new String(verify.getInputStream().readAllBytes());
            assertEquals(0, verify.waitFor(), said);
            assertEquals("", String.join("\n", said.lines().filter(line -> line.contains("mayfly.service")).toList()));
        } catch (IOException e) {
            System.err.println("SKIPPED: no systemd-analyze here: the unit file is checked by its keys alone");
        }
    }

    private static Map<String, List<String>> read() throws IOException {
        var out = new HashMap<String, List<String>>();
        for (String line : Files.readAllLines(UNIT)) {
            int equals = line.indexOf('=');
            if (!line.startsWith("#") && equals > 0) out.computeIfAbsent(line.substring(0, equals), k -> new ArrayList<>()).add(line.substring(equals + 1));
        }
        return out;
    }
}
