package mayfly.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import mayfly.testing.Browser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java that runs workers is taken away while the server runs, as an update of the system does. */
class JavaMissingIT {
    @TempDir Path folder;

    @Test void aJobSaysThatItsWorkerCouldNotBeStartedAndRunsWhenItCan() throws Exception {
        Path jdk = folder.resolve("jdk");
        copy(Path.of(System.getProperty("java.home")).toRealPath(), jdk);
        Path java = jdk.resolve("bin/java");
        try (Server server = Server.start(folder, folder.resolve("home"), java, Map.of())) {
            Browser browser = server.browser();
            Files.move(java, jdk.resolve("bin/gone"));
            String job = Browser.job(browser.form("processes/count/execution", "start", "1", "end", "2"));
            Server.until("it says why", 30, () -> browser.get("jobs/" + job).body().contains("Its worker could not be started"));
            HttpResponse<String> page = browser.get("jobs/" + job);
            assertTrue(page.body().contains(java.toString()), page.body());
            Files.move(jdk.resolve("bin/gone"), java);
            server.await(job, "successful");
            String next = Browser.job(browser.form("processes/count/execution", "start", "1", "end", "2"));
            server.await(next, "successful");
        }
    }

    /** By links where the file system has them: a JDK is large. */
    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path f : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(f).toString());
                // Some systems ship links to packages that are not installed.
                if (!Files.exists(f) || from.relativize(f).getName(0).toString().matches("jmods|demo|man|legal")) continue;
                if (Files.isDirectory(f)) Files.createDirectories(target);
                else link(f.toRealPath(), target);
            }
        }
    }

    private static void link(Path file, Path target) throws IOException {
        try {
            Files.createLink(target, file);
        } catch (FileSystemException | UnsupportedOperationException e) {
            Files.copy(file, target);
        }
    }
}
