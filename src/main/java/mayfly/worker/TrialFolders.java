package mayfly.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Temporary folders, deleted when the JVM ends. */
final class TrialFolders {
    private static final List<Path> OURS = Collections.synchronizedList(new ArrayList<>());

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(TrialFolders::deleteAll));
    }

    private TrialFolders() { }

    static Path fresh() throws IOException {
        Path folder = Files.createTempDirectory("mayfly-trial-");
        OURS.add(folder);
        return folder;
    }

    private static void deleteAll() {
        for (Path folder : List.copyOf(OURS)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Collections.reverseOrder()).toList()) Files.deleteIfExists(path);
            } catch (IOException e) {
                // What is left lies in the system's folder for temporary files.
            }
        }
    }
}
