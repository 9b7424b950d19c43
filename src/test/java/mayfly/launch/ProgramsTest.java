package mayfly.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import mayfly.catalog.Catalog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs of the test's own making, on a PATH of its own. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ProgramsTest {
    @TempDir
    Path top;
    Path bin;
    final AtomicLong nanos = new AtomicLong(1);
    Programs programs;

    @BeforeEach
    void start() throws IOException {
        bin = Files.createDirectories(top.resolve("bin"));
        Files.createDirectories(top.resolve("descriptions"));
        programs = new Programs("relative:" + top.resolve("nowhere") + ":" + bin, nanos::get);
    }

    /** A program that prints what the script says. */
    private Path program(String name, String script) throws IOException {
        Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + script + "\n");
        assertTrue(file.toFile().setExecutable(true));
        return file;
    }

    /** @param run what stands in "run" @return why a process that says so is unavailable; "" = it is not */
    private String missing(String run) throws Exception {
        Files.writeString(top.resolve("descriptions/p.yaml"), "id: p\ntitle: P\nrun: " + run + "\n");
        Catalog catalog = Catalog.load(List.of(top.resolve("descriptions")));
        assertEquals(List.of(), catalog.rejected());
        programs.look(catalog.all());
        return programs.missing("p").orElse("");
    }

    @Test
    void aProgramIsFoundOnThePathOrWhereItLies() throws Exception {
        assertEquals("There is no program “tool” on the PATH of this server (relative:" + top.resolve("nowhere") + ":" + bin + ").", missing("{command: [tool]}"));
        Path tool = Files.writeString(bin.resolve("tool"), "#!/bin/sh\n");
        assertTrue(!missing("{command: [tool]}").isEmpty(), "it may not be executed");
        assertTrue(tool.toFile().setExecutable(true));
        assertEquals("", missing("{command: [tool]}"));
        assertEquals("", missing("{command: [" + tool + "]}"));
        assertEquals("There is no program " + tool + "s, or this server may not execute it.", missing("{command: [" + tool + "s]}"));
        assertTrue(missing("{command: [tool], requires: [tool, helper]}").startsWith("There is no program “helper” on the PATH"));
        assertTrue(missing("{java: some.Computation, requires: [helper]}").startsWith("There is no program “helper” on the PATH"));
        Files.createDirectory(bin.resolve("helper"));
        assertTrue(missing("{java: some.Computation, requires: [helper]}").startsWith("There is no program “helper” on the PATH"), "a folder is none");
    }

    @Test
    void aVersionIsAskedForAndCompared() throws Exception {
        Path tool = program("tool", "echo \"tool, version 2.9.1 (built for 64 bits)\"; exit 3");
        assertEquals("", missing("{command: [tool], requires: [{program: tool, version: \">= 2.9\"}]}"));
        assertEquals("tool 2.10 or later is needed; " + tool + " is 2.9.1.", missing("{command: [tool], requires: [{program: tool, version: 2.10}]}"));
        program("other", "echo 'bits: 64' >&2; echo \"$1 2.12.0+\"");
        assertEquals("", missing("{command: [other], requires: [{program: other, version: \">= 2.10\", ask: [-version], match: \"-version ([0-9.]+)\"}]}"));
        assertEquals("other 3 or later is needed, and “" + bin.resolve("other") + " -v” tells no version: it printed “bits: 64 -v 2.12.0+”.",
                missing("{command: [other], requires: [{program: other, version: 3, ask: [-v], match: \"Version (.*)\"}]}"));
    }

    @Test
    void aProgramIsAskedAgainOnlyWhenItsFileHasChanged() throws Exception {
        String run = "{command: [tool], requires: [{program: tool, version: 2}]}";
        program("tool", "echo x >> " + top.resolve("asked") + "; echo 1.0");
        assertTrue(missing(run).endsWith(" is 1.0."));
        assertTrue(missing(run).endsWith(" is 1.0."));
        assertEquals("x\n", Files.readString(top.resolve("asked")));
        program("tool", "echo y >> " + top.resolve("asked") + "; echo version 2.0");
        assertEquals("", missing(run));
        assertEquals("x\ny\n", Files.readString(top.resolve("asked")));
    }

    @Test
    void aProgramThatHangsOrNeverStopsPrintingIsEndedAndAskedAgainLater() throws Exception {
        String run = "{command: [tool], requires: [{program: tool, version: 2}]}";
        program("tool", "while :; do echo without an end; done");
        assertEquals("tool 2 or later is needed, and “" + bin.resolve("tool") + " --version” prints without an end.", missing(run));
        program("tool", "echo x >> " + top.resolve("asked") + "; sleep 1234 & wait");
        String slow = "tool 2 or later is needed, and “" + bin.resolve("tool") + " --version” took longer than 5 s.";
        assertEquals(slow, missing(run));
        assertEquals(slow, missing(run));
        assertEquals("x\n", Files.readString(top.resolve("asked")));
        assertTrue(ProcessHandle.allProcesses().noneMatch(p -> p.info().arguments().map(a -> List.of(a).contains("1234")).orElse(false)), "what it had started is left");
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        assertEquals(slow, missing(run));
        assertEquals("x\nx\n", Files.readString(top.resolve("asked")));
    }

    @Test
    void nothingOfTheServersEnvironmentReachesIt() throws Exception {
        program("tool", "env > " + top.resolve("environment") + "; echo 2");
        assertEquals("", missing("{command: [tool], requires: [{program: tool, version: 2}]}"));
        List<String> names = Files.readAllLines(top.resolve("environment")).stream().map(l -> l.replaceAll("=.*", "")).filter(n -> !List.of("PATH", "LANG", "LC_ALL", "TZ", "PWD", "OLDPWD", "SHLVL", "_").contains(n)).toList();
        assertEquals(List.of(), names);
    }

    @Test
    void versionsAreComparedNumberByNumber() {
        assertTrue(Programs.compare("2.10", "2.9") > 0);
        assertTrue(Programs.compare("2.9", "2.9.0") == 0);
        assertTrue(Programs.compare("n6.1", "6") > 0);
        assertTrue(Programs.compare("2.12.0+", "2.12.0") == 0);
        assertTrue(Programs.compare("3", "20.1") < 0);
    }

    @Test
    void whatWasNotLookedForIsMissing() {
        assertTrue(programs.missing("p").isPresent());
    }
}
