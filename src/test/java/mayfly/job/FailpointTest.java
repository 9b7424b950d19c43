package mayfly.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is planted at a step happens there to one process, once; seen from outside, in a process that walks by. */
class FailpointTest {
    private static final int WENT_BY = 0;
    private static final int FAILED = 7;
    @TempDir
    Path folder;

    /** Walks by two steps; the exit code tells how it went. */
    static final class Walker {
        public static void main(String[] args) {
            try {
                Failpoint.CREATED.pass();
                Failpoint.FILES_LAID.reach();
            } catch (IOException e) {
                System.exit(FAILED);
            }
        }
    }

    @Test
    void withoutAFileNothingHappens() throws Exception {
        assertEquals(WENT_BY, walk());
    }

    @Test
    void whatIsPlantedHappensOnce() throws Exception {
        Files.writeString(folder.resolve("FILES_LAID"), "kill\n");
        assertEquals(137, walk());
        Files.writeString(folder.resolve("FILES_LAID"), "fail");
        assertEquals(FAILED, walk());
        assertEquals(WENT_BY, walk());
        assertEquals(2, taken("FILES_LAID"));
    }

    @Test
    void whereNothingCanFailAFailureIsPassedOver() throws Exception {
        Files.writeString(folder.resolve("CREATED"), "fail");
        assertEquals(WENT_BY, walk());
        assertEquals(1, taken("CREATED"));
    }

    @Test
    void aFaultThatDoesNotExistIsSaid() throws Exception {
        Files.writeString(folder.resolve("CREATED"), "explode");
        assertEquals(1, walk());
        assertTrue(Files.readString(folder.resolve("said")).contains("is no fault; write kill, stop, pause MS or fail"));
    }

    private int walk() throws Exception {
        var builder = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Walker.class.getName()));
        builder.environment().put(Failpoint.VARIABLE, folder.toString());
        return builder.redirectErrorStream(true).redirectOutput(folder.resolve("said").toFile()).start().waitFor();
    }

    private long taken(String step) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().matches(step + "\\.\\d+\\.taken")).count();
        }
    }
}
