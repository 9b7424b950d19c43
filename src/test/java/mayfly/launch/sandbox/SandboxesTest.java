package mayfly.launch.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import mayfly.catalog.Catalog;
import mayfly.catalog.ProcessDescription;
import mayfly.catalog.Sandbox;
import mayfly.job.RunFolder;
import mayfly.testing.Hosts;
import mayfly.worker.command.ProgramSandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a host cannot give is refused with the reason, by true runs; and what stands before a program that is shut in. */
class SandboxesTest {
    @TempDir
    Path home;
    @TempDir
    Path folder;

    private ProcessDescription process(String sandbox) throws IOException {
        Files.writeString(folder.resolve("p.yaml"), "id: p\ntitle: P\nrun: {command: [sleep, \"1\"], sandbox: " + sandbox + "}\n");
        Catalog catalog = Catalog.load(List.of(folder));
        assertEquals(List.of(), catalog.rejected());
        return catalog.find("p").orElseThrow();
    }

    private String refusal(String sandbox) throws IOException {
        return new Sandboxes(home, Sandbox.NONE, List.of()).refusal(process(sandbox)).orElse("");
    }

    @Test
    void aUserThatIsNotThereIsNamed() throws IOException {
        assertEquals("user: there is no user nobody-at-all on this machine", refusal("{user: nobody-at-all}"));
    }

    @Test
    void aHomeThatIsOpenToTheUserIsNoSandbox() throws IOException {
        Hosts.needRoot();
        assertEquals("", refusal("{user: nobody}"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertEquals("a trial run sees mayfly.home: close " + home + " to other users (chmod 700)", refusal("{user: nobody}"));
    }

    @Test
    void aLimitThatWouldNotHoldIsRefused() throws IOException {
        Hosts.needRoot();
        assertEquals("processes: the kernel does not count the processes of root, as whom this server runs; name a user, too", refusal("{processes: 10}"));
        assertEquals("", refusal("{processes: 10, user: nobody}"));
    }

    @Test
    void aFolderIsShownWhenItIsThereAndNotOurs() throws IOException {
        Hosts.needBubblewrap();
        assertEquals("folders: there is no /no/such/folder", refusal("{files: private, folders: [/no/such/folder]}"));
        assertEquals("folders: " + home.getParent() + " would show the home of this deployment", refusal("{files: private, folders: [" + home.getParent() + "]}"));
        assertEquals("", refusal("{files: private, folders: [" + folder + "]}"));
    }

    @Test
    void nothingIsStartedInAWeakerOne() throws IOException {
        var sandboxes = new Sandboxes(home, Sandbox.NONE, List.of());
        ProcessDescription process = process("{user: nobody-at-all}");
        IOException refused = assertThrows(IOException.class, () -> sandboxes.of(process, new RunFolder(home, "0123456789012345678901", 1)));
        assertEquals("The sandbox of this process cannot be had on this machine: user: there is no user nobody-at-all on this machine", refused.getMessage());
    }

    @Test
    void whatWasRefusedIsTriedAgainAfterAWhile() throws IOException {
        Hosts.needBubblewrap();
        Path later = folder.resolve("later");
        var clock = new AtomicLong();
        var sandboxes = new Sandboxes(home, Sandbox.NONE, List.of(), clock::get);
        ProcessDescription process = process("{files: private, folders: [" + later + "]}");
        assertTrue(sandboxes.refusal(process).isPresent());
        Files.createDirectory(later);
        sandboxes.look(List.of(process));
        assertTrue(sandboxes.refusal(process).isPresent());
        clock.set(Duration.ofSeconds(31).toNanos());
        sandboxes.look(List.of(process));
        assertEquals("", sandboxes.refusal(process).orElse(""));
    }

    @Test
    void limitsAloneNeedNoFolderOfTheirOwn() throws IOException {
        ProgramSandbox box = new Sandboxes(home, Sandbox.NONE, List.of()).of(process("{nice: 5, openFiles: 100, fileSize: 1 kB, cpuTime: 2 min}"), new RunFolder(home, "0123456789012345678901", 1));
        assertEquals(List.of("/usr/bin/nice", "-n", "5", "--", "/usr/bin/prlimit", "--nofile=100", "--fsize=1000", "--cpu=120:125", "--"), box.wrapper());
        assertEquals("false  -1 nice 5, 100 open files, files of 1000 bytes at most, 2 min of processor time", box.apart() + " " + box.folder() + " " + box.owner() + " " + box.words());
        assertEquals(ProgramSandbox.NONE, new Sandboxes(home, Sandbox.NONE, List.of()).of(process("{}"), new RunFolder(home, "0123456789012345678901", 1)));
    }

    @Test
    void whatTheDeploymentAsksOfEveryProgramIsTheLeastOfAll() throws IOException {
        var sandboxes = new Sandboxes(home, Sandbox.parse("nice: 5, openFiles: 100, fileSize: 1 GB"), List.of());
        assertEquals("nice 5, 100 open files, files of 1 GB at most", sandboxes.words(process("{}")));
        assertEquals("nice 9, 50 open files, files of 1 MB at most, 1 min of processor time", sandboxes.words(process("{nice: 9, openFiles: 50, fileSize: 1 MB, cpuTime: 60 s}")));
        assertEquals("nice 5, 100 open files, files of 1 GB at most", sandboxes.words(process("{nice: 2, openFiles: 1000, fileSize: 2 TB, network: host, files: open}")));
        assertEquals("", sandboxes.refusal().orElse(""));
        assertTrue(sandboxes.words().startsWith("At least nice 5, 100 open files, files of 1 GB at most for every program. Without network and with private files: "), sandboxes.words());
    }

    @Test
    void whatCannotBeComparedIsRefused() throws IOException {
        assertEquals("user: the setting mayfly.sandbox wants nobody, and the description mail", new Sandboxes(home, Sandbox.parse("user: nobody"), List.of()).refusal(process("{user: mail}")).orElse(""));
        var least = Sandbox.parse("files: private, folders: /usr/share");
        assertEquals("folders: /srv lies in none of those that the setting mayfly.sandbox shows (/usr/share)", new Sandboxes(home, least, List.of()).refusal(process("{files: private, folders: [/srv]}")).orElse(""));
        assertEquals(List.of("/usr/share/doc"), process("{files: private, folders: [/usr/share/doc]}").run().sandbox().within(least).folders());
        assertEquals(List.of("/usr/share"), process("{}").run().sandbox().within(least).folders());
        assertEquals("user: there is no user nobody-at-all on this machine", new Sandboxes(home, Sandbox.parse("user: nobody-at-all"), List.of()).refusal().orElse(""));
    }

    @Test
    void theSettingsOfTheDeploymentAreNotShown() throws Exception {
        Hosts.needBubblewrap();
        Path secret = Files.createTempFile(Path.of("/var/tmp"), "mayfly-settings", ".properties");
        try {
            Files.writeString(secret, "mayfly.operator.password = something\n");
            Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
            var folder = new RunFolder(home, "0123456789012345678901", 1);
            for (String name : List.of("inputs", "scratch")) Files.createDirectories(folder.work().resolve(name));
            assertEquals("mayfly.operator.password = something", seen(new Sandboxes(home, Sandbox.NONE, List.of()).of(process("{files: readonly}"), folder), secret));
            String shown = seen(new Sandboxes(home, Sandbox.NONE, List.of(secret)).of(process("{files: readonly}"), folder), secret);
            assertTrue(shown.endsWith("Permission denied"), shown);
        } finally {
            Files.delete(secret);
        }
    }

    private static String seen(ProgramSandbox box, Path file) throws Exception {
        var command = new ArrayList<>(box.wrapper());
        command.addAll(List.of("cat", file.toString()));
        return Quiet.run(command, null).output();
    }

    @Test
    void theTrialLeavesNothing() throws IOException {
        refusal("{nice: 5}");
        try (var left = Files.list(home)) {
            assertEquals(0, left.count());
        }
    }
}
