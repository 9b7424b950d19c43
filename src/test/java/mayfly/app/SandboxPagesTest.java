package mayfly.app;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import mayfly.web.StubRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In what a program runs is said on the pages of its jobs, to whoever asks about this deployment, and to the operator. */
class SandboxPagesTest {
    private static final String WORDS = "user nobody, no network, private files, at most 64 processes";
    @TempDir
    private Path folder;

    @Test
    void everyPageThatShouldSaysIt() throws Exception {
        try (var server = new WebServer(folder, "penguins.csv")) {
            for (String address : new String[] {"/about", "/operator", "/jobs/" + StubRecords.id("running"), "/jobs/" + StubRecords.id("successful") + "/results", "/jobs/" + StubRecords.id("failed") + "/error"}) {
                assertTrue(Http.page(server.url(address), "Authorization", WebServer.operator()).body().contains(WORDS), address);
            }
            // Nothing of it has run yet.
            assertFalse(Http.page(server.url("/jobs/" + StubRecords.id("queued"))).body().contains(WORDS));
        }
    }
}
