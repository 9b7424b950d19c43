package mayfly.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import mayfly.catalog.Catalog;
import mayfly.catalog.Sandbox;
import mayfly.job.FailureKind;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.launch.Confinement;
import mayfly.launch.ProcessTable;
import mayfly.launch.Trees;
import mayfly.testing.Hosts;
import mayfly.testing.TestMayfly;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** A program that tries to do what it should not, without a sandbox and in each; and programs that are well-behaved, which must notice nothing. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SandboxTest {
    private static final Map<String, String> BOXES = new LinkedHashMap<>(Map.of("open", "", "user", "{user: nobody}", "readonly", "{network: none}", "private", "{network: none, files: private}",
            "limits", "{user: nobody, nice: 7, processes: 20, openFiles: 64, fileSize: 2 MB, cpuTime: 1 s}", "closed-limits", "{files: private, nice: 7, processes: 20, openFiles: 64}"));
    @TempDir
    static Path home;
    static Path shared;
    static TestMayfly mayfly;

    @BeforeAll
    static void start() throws IOException {
        // Where another user may come, too, as to the programs of a deployment.
        shared = Files.createTempDirectory(Path.of("/tmp"), "mayfly-shared", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.copy(Path.of("src/test/resources/sandbox/attack.pl"), shared.resolve("attack.pl"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.copy(Path.of("src/test/resources/processes/tool.sh"), shared.resolve("tool.sh"), StandardCopyOption.COPY_ATTRIBUTES);
        for (var box : BOXES.entrySet()) {
            String sandbox = box.getValue().isEmpty() ? "" : ", sandbox: " + box.getValue();
            Files.writeString(shared.resolve("attack-" + box.getKey() + ".yaml"), """
                    id: attack-%s
                    title: Attack
                    inputs:
                      what: {title: What, schema: {type: string}}
                      target: {title: Target, minOccurs: 0, schema: {type: string}}
                    outputs: {out: {title: Out, schema: {type: string, contentMediaType: text/plain}, file: "out-*.txt", required: false}}
                    run: {command: [./attack.pl, "{what}", "{target}"]%s}
                    limits: {hard: 30s, grace: 1s}
                    retry: {attempts: 1}
                    """.formatted(box.getKey(), sandbox));
            for (String tool : List.of("tool-must", "tool-stdout")) {
                String text = Files.readString(Path.of("src/test/resources/processes/" + tool + ".yaml"));
                Files.writeString(shared.resolve(tool + "-" + box.getKey() + ".yaml"), text.replace("id: " + tool, "id: " + tool + "-" + box.getKey()).replaceFirst("(run: \\{command: .*)}", "$1" + sandbox + "}"));
            }
            String text = Files.readString(Path.of("src/test/resources/processes/tool.yaml"));
            Files.writeString(shared.resolve("tool-" + box.getKey() + ".yaml"), text.replace("id: tool", "id: tool-" + box.getKey()).replace("run:\n", "run:\n" + (sandbox.isEmpty() ? "" : "  sandbox: " + box.getValue() + "\n")));
        }
        mayfly = new TestMayfly(home, 3, 0, Catalog.load(List.of(shared)));
        assertEquals(List.of(), mayfly.catalog().rejected());
    }

    @AfterAll
    static void stop() throws IOException {
        mayfly.close();
        Trees.delete(shared);
    }

    @Test
    void theServersNetworkIsThereOrNot() {
        String port = Integer.toString(mayfly.redisUri().getPort());
        assertEquals("connected", attack("open", "connect", port));
        assertEquals("not connected: Connection refused", attack("readonly", "connect", port));
        assertEquals("not connected: Connection refused", attack("private", "connect", port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "readonly", "private"})
    void nothingOfTheDeploymentIsSeen(String box) {
        JobRecord other = run("open", "facts", "");
        List<Path> secrets = List.of(home.resolve("redis/connection"), home.resolve("jobs").resolve(other.id()).resolve("record.json"), home.resolve("jobs").resolve(other.id()).resolve("1/inputs.json"));
        need("attack-" + box);
        for (Path secret : secrets) {
            assertEquals("read", attack("open", "read", secret.toString()));
            assertTrue(attack(box, "read", secret.toString()).startsWith("not read: "), box + " " + secret);
        }
        assertTrue(attack("open", "list", home.toString()).contains("jobs"));
        String listed = attack(box, "list", home.toString());
        assertFalse(listed.contains("jobs") || listed.contains("redis"), listed);
    }

    @Test
    void whatOnlyRootMayReadIsNotRead() {
        Hosts.needRoot();
        assertEquals("read", attack("open", "read", "/etc/shadow"));
        for (String box : List.of("user", "readonly")) assertEquals("not read: Permission denied", attack(box, "read", "/etc/shadow"));
        assertEquals("not read: No such file or directory", attack("private", "read", "/etc/shadow"));
    }

    @Test
    void nothingOutsideIsWritten() throws IOException {
        Path all = Files.createFile(shared.resolve("for-all"));
        Files.setPosixFilePermissions(all, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertEquals("wrote", attack("open", "write", all.toString()));
        for (String box : List.of("readonly", "private")) {
            // Another file of that name may come into being, in the passing files that are the sandbox's own.
            attack(box, "write", all.toString());
            assertEquals(1, Files.size(all), box);
            assertTrue(attack(box, "write", "/usr/planted").startsWith("not written: "));
            // What root without any capability could still do.
            assertTrue(attack(box, "write", "/proc/sys/kernel/core_pattern").startsWith("not written: "));
            assertEquals("wrote", attack(box, "write", "/tmp/passing"));
            assertEquals("wrote", attack(box, "write", "own"));
        }
        assertFalse(Files.exists(Path.of("/tmp/passing")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "readonly", "private"})
    void otherProcessesAreNotTouched(String box) throws IOException {
        Process victim = new ProcessBuilder("sleep", "600").start();
        String pid = Long.toString(victim.pid());
        try {
            assertEquals("read", attack("open", "memory", pid));
            for (String how : List.of("kill", "trace", "memory")) assertTrue(attack(box, how, pid).startsWith("not "), how);
            assertTrue(victim.isAlive());
            assertEquals("killed", attack("open", "kill", pid));
        } finally {
            victim.destroyForcibly();
        }
    }

    @Test
    void nobodyBecomesRootAgain() throws Exception {
        Hosts.needRoot();
        Path id = Files.copy(Path.of("/usr/bin/id"), shared.resolve("id"));
        assertEquals(0, new ProcessBuilder("chmod", "4755", id.toString()).start().waitFor());
        assertEquals("0", said("setpriv", "--reuid=65534", "--clear-groups", id.toString(), "-u"), "the planted program works");
        assertEquals(said("id", "-u", "nobody"), attack("user", "run", id.toString()));
        for (String box : List.of("user", "readonly", "private")) assertEquals("user " + said("id", "-u", "nobody") + " " + said("id", "-u", "nobody"), attack(box, "become", ""));
    }

    @Test
    void aProgramRunsAsWhomItIsSaidToWithoutAnyRight() throws Exception {
        Hosts.needRoot();
        String nobody = "user " + said("id", "-u", "nobody") + " group " + said("id", "-g", "nobody");
        String rights = " rights 0000000000000000 locked 1 ";
        assertEquals(nobody + " nice 0" + rights + "home /proc/self/cwd tmp /proc/self/cwd/scratch", attack("user", "facts", ""));
        assertEquals(nobody + " nice 7" + rights + "home /proc/self/cwd tmp /proc/self/cwd/scratch", attack("limits", "facts", ""));
        assertEquals(nobody + " nice 7" + rights + "home /job tmp /tmp", attack("closed-limits", "facts", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limits", "closed-limits"})
    void itMayNotTakeMoreThanItIsGiven(String box) {
        assertEquals("all", attack("open", "forks", "40"));
        assertEquals("stopped: Resource temporarily unavailable", attack(box, "forks", "40"));
        assertEquals("all", attack("open", "files", "100"));
        assertEquals("stopped: Too many open files", attack(box, "files", "100"));
    }

    @Test
    void aFileOrATimeThatIsTooMuchEndsItAndIsNamed() {
        Hosts.needRoot();
        assertEquals("all", attack("open", "huge", "3"));
        JobRecord huge = submit("attack-limits", "huge", "3");
        String within = " It ran in a sandbox: user nobody, nice 7, at most 20 processes, 64 open files, files of 2 MB at most, 1 s of processor time.";
        assertEquals("COMPUTATION 153 The program “attack.pl” was ended by signal 25: a file grew beyond the size that it may have." + within, failure(huge));
        assertEquals("TIMEOUT 152 The program “attack.pl” was ended by signal 24: its processor time is used up." + within, failure(submit("attack-limits", "compute", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "user", "readonly", "private"})
    void whoeverIsLeftBehindIsEnded(String box) throws IOException {
        String seconds = "98" + (System.nanoTime() % 1_000_000_000L);
        assertEquals("left one behind", attack(box, "daemon", seconds));
        assertEquals(List.of(), ProcessHandle.allProcesses().filter(p -> p.info().commandLine().orElse("").contains("sleep " + seconds)).filter(ProcessHandle::isAlive).map(ProcessHandle::pid).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "user", "private"})
    void whatItUsesIsMeasured(String box) {
        JobRecord burnt = run(box, "burn", "1.2");
        assertTrue(burnt.worker().cpu() >= 1200, box + ": " + burnt.worker().cpu());
        JobRecord taken = run(box, "take", "150");
        assertTrue(taken.worker().peak() >= 150_000_000, box + ": " + taken.worker().peak());
    }

    /** What closes the sandbox goes before it has waited for what was in there: that is adopted by the worker, dead, and counted then. */
    @Test
    void whatItUsesIsMeasuredWithoutControlGroupsToo(@TempDir Path other) throws IOException {
        need("attack-private");
        try (var plain = new TestMayfly(other, 1, 0, Catalog.load(List.of(shared)), () -> Confinement.find("off"))) {
            JobRecord burnt = plain.awaitEnd(plain.submit("attack-private", "{\"what\": \"burn\", \"target\": \"1.2\"}"));
            assertTrue(burnt.worker().cpu() >= 1200, burnt.state() + " " + burnt.worker().cpu());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "readonly", "private"})
    void linksLeadNowhere(String box) throws IOException {
        Path secret = Files.writeString(home.resolve("secret"), "secret\n");
        JobRecord job = run(box, "links", secret.toString());
        assertEquals("secret\n", Files.readString(secret));
        assertEquals("[out out-3.txt]", mayfly.jobs().outputs(job).stream().map(o -> o.id() + " " + o.name()).toList().toString());
        Path attempt = home.resolve("jobs").resolve(job.id()).resolve("1");
        assertEquals("mine\n", Files.readString(attempt.resolve("outputs/out-3.txt")));
        assertEquals(0644, (Integer) Files.getAttribute(attempt.resolve("outputs/out-3.txt"), "unix:mode") & 07777);
        assertEquals(Files.getOwner(home), Files.getOwner(attempt.resolve("outputs/out-3.txt")));
        for (String name : List.of("stdout.log", "stderr.log", "result.json")) assertFalse(Files.isSymbolicLink(attempt.resolve(name)), name);
        assertTrue(mayfly.file(job, "stdout.log").endsWith("tried\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "readonly", "private"})
    void aWellBehavedProgramNoticesNothing(String box) throws IOException {
        JobRecord job = end("tool-" + box, "{\"what\": \"messages\"}");
        assertEquals("plain log\n{\"no\": \"message\"}\n", mayfly.file(job, "stdout.log"));
        assertEquals("three of four", job.progress().message());
        job = end("tool-" + box, "{\"what\": \"files\"}");
        assertEquals("[pages page-1.txt, pages-2 page-2.txt, pages-3 page-3.txt, data data.json]", mayfly.jobs().outputs(job).stream().map(o -> o.id() + " " + o.name()).toList().toString());
        assertEquals("page 2\n", mayfly.file(job, "outputs/page-2.txt"));
        assertEquals("INPUT 3 The file is empty. Send one with something in it.", failure(mayfly.awaitEnd(mayfly.submit("tool-" + box, "{\"what\": \"exit\", \"number\": 3}"))));
        assertTrue(failure(mayfly.awaitEnd(mayfly.submit("tool-" + box, "{\"what\": \"signal\"}"))).startsWith("COMPUTATION 139 The program “tool.sh” was ended by signal 11."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "readonly", "private"})
    void itsInputsAndItsStandardOutputAreThere(String box) {
        need("tool-stdout-" + box);
        Upload upload = mayfly.jobs().receive("file", "my data.tar.gz", "text/plain", new ByteArrayInputStream("{\"progress\": 1}\nbytes".getBytes()), 1000);
        var in = JsonMapper.shared().createObjectNode().put("what", "copy");
        in.putObject("file").put("file", upload.id()).put("name", upload.name()).put("size", upload.size()).put("mediaType", "text/plain");
        var process = mayfly.catalog().find("tool-stdout-" + box).orElseThrow();
        JobRecord job = mayfly.awaitEnd(mayfly.jobs().submit(new Submission(process, mayfly.catalog().check(process, in).inputs(), List.of(upload), TestMayfly.ANNA, null)).id());
        assertEquals(JobState.SUCCESSFUL, job.state(), job::toString);
        assertEquals("{\"progress\": 1}\nbytes", mayfly.file(job, "outputs/all.txt"));
    }

    @Test
    void aProgramThatItsSandboxDoesNotShowIsNamed() throws IOException {
        Files.writeString(shared.resolve("hidden.yaml"), "id: hidden\ntitle: H\nrun: {command: [" + shared.resolve("gone.sh") + "], sandbox: {files: private}}\nretry: {attempts: 1}\n");
        Hosts.needBubblewrap();
        var process = Catalog.load(List.of(shared)).find("hidden").orElseThrow();
        JobRecord job = mayfly.awaitEnd(mayfly.jobs().submit(new Submission(process, JsonMapper.shared().createObjectNode(), List.of(), TestMayfly.ANNA, null)).id());
        assertEquals("LAUNCH 127 The program “gone.sh” could not be started: it is not there, or its sandbox does not show it. It ran in a sandbox: " + mayfly.jobs().sandbox(process) + ".", failure(job));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "readonly", "private"})
    void itIsAskedToStopAndMaySaveAndIsEndedWhenItDoesNot(String box) {
        JobRecord job = end("tool-must-" + box, "{\"what\": \"patient\"}");
        assertEquals("saved\n", mayfly.file(job, "outputs/page-1.txt"));
        JobRecord stubborn = mayfly.awaitEnd(mayfly.submit("tool-must-" + box, "{\"what\": \"stubborn\"}"));
        assertEquals(FailureKind.TIMEOUT, stubborn.failure().kind(), stubborn::toString);
        mayfly.await(stubborn.id(), j -> ProcessTable.read().of(Set.of(j.id() + "/1"), 0).isEmpty());
        String id = mayfly.submit("tool-" + box, "{\"what\": \"stubborn\"}");
        mayfly.await(id, j -> j.progress().current() == 1);
        mayfly.jobs().dismiss(id, TestMayfly.ANNA);
        assertEquals(0, mayfly.await(id, j -> j.ending() != null).ending().left());
    }

    @Test
    void aJavaClassRunsWithinTheLimitsOfItsWorker() throws IOException {
        Files.writeString(shared.resolve("count-nice.yaml"), """
                id: count-nice
                title: Count
                inputs: {start: {schema: {type: integer}}, end: {schema: {type: integer}}, increment: {schema: {type: integer}}, pause: {schema: {type: number}}}
                run: {java: mayfly.worker.samples.Count, sandbox: {nice: 9, openFiles: 200}}
                """);
        var process = Catalog.load(List.of(shared)).find("count-nice").orElseThrow();
        assertEquals("nice 9, 200 open files", mayfly.jobs().sandbox(process));
        var inputs = JsonMapper.shared().createObjectNode().put("start", 1).put("end", 1000).put("increment", 1).put("pause", 1);
        String id = mayfly.jobs().submit(new Submission(process, mayfly.catalog().check(process, inputs).inputs(), List.of(), TestMayfly.ANNA, null)).id();
        JobRecord job = mayfly.await(id, j -> j.state() == JobState.RUNNING && j.progress().current() > 0);
        String limits = Files.readString(Path.of("/proc/" + job.worker().pid() + "/limits"));
        String stat = Files.readString(Path.of("/proc/" + job.worker().pid() + "/stat"));
        mayfly.jobs().dismiss(id, TestMayfly.ANNA);
        assertTrue(limits.matches("(?s).*Max open files +200 +200 .*"), limits);
        // The 19th field; the first after the name is the third.
        assertEquals("9", stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
        assertEquals(0, mayfly.await(id, j -> j.ending() != null).ending().left());
    }

    private static String attack(String box, String what, String target) {
        return mayfly.file(run(box, what, target), "stdout.log").strip().replaceAll("(?s).*\n", "");
    }

    private static JobRecord run(String box, String what, String target) {
        JobRecord job = submit("attack-" + box, what, target);
        assertEquals(JobState.SUCCESSFUL, job.state(), job::toString);
        return job;
    }

    private static JobRecord submit(String process, String what, String target) {
        need(process);
        return mayfly.awaitEnd(mayfly.submit(process, JsonMapper.shared().createObjectNode().put("what", what).put("target", target).toString()));
    }

    private static JobRecord end(String process, String inputs) {
        need(process);
        JobRecord job = mayfly.awaitEnd(mayfly.submit(process, inputs));
        assertEquals(JobState.SUCCESSFUL, job.state(), job::toString);
        return job;
    }

    private static void need(String process) {
        Sandbox sandbox = mayfly.catalog().find(process).orElseThrow().run().sandbox();
        if (!sandbox.user().isEmpty()) Hosts.needRoot();
        if (sandbox.isClosed()) Hosts.needBubblewrap();
    }

    private static String failure(JobRecord job) {
        return job.failure().kind() + " " + job.failure().exitCode() + " " + job.failure().message();
    }

    private static String said(String... command) throws IOException {
        return new String(new ProcessBuilder(command).start().getInputStream().readAllBytes()).strip();
    }
}
