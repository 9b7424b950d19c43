package mayfly.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import mayfly.testing.TestMayfly;
import mayfly.worker.Rehearsal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worker of a plain job loads: nothing that takes longer to load than the job takes. */
class LeanWorkerTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    /** Databind, its parser (whose BigDecimal costs 30 ms on JDK 25), Redis clients, and what the JDK loads for digests, regular expressions, formats, listed services and the pool behind ProcessHandle. */
    private static final Pattern HEAVY = Pattern.compile("(tools\\.jackson|com\\.fasterxml|redis\\.clients|java\\.util\\.regex\\.Pattern|java\\.util\\.Formatter|java\\.security\\.MessageDigest|java\\.lang\\.ProcessHandleImpl|java\\.util\\.ServiceLoader\\$Lazy|java\\.math\\.BigDecimal).*");
    @TempDir
    Path home;

    @Test
    void loadsNothingHeavy() throws Exception {
        Path connection = Files.writeString(home.resolve("connection"), "redis://nobody:nothing@127.0.0.1:1/0");
        Path order = Rehearsal.lay(home.resolve("rehearsal"), connection);
        Path log = home.resolve("loaded");
        var command = new ArrayList<>(List.of(JAVA.toString()));
        command.addAll(WorkerCommand.FLAGS);
        command.addAll(List.of("-Xlog:class+load:file=" + log, "-cp", TestMayfly.runtime().classPath(), "mayfly.worker.Training", order.toString()));
        assertEquals(0, new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(home.resolve("said").toFile()).start().waitFor());
        List<String> loaded = Files.readAllLines(log).stream().map(l -> l.replaceAll("^(\\[[^]]*])+ ", "").split(" ")[0]).toList();
        assertTrue(loaded.contains("mayfly.worker.samples.Count"), "it has done the work");
        assertEquals(List.of(), loaded.stream().filter(c -> HEAVY.matcher(c).matches()).toList());
    }
}
