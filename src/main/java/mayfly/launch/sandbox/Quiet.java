package mayfly.launch.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mayfly.launch.Child;

/**
 * A short run of a program for what it says.
 *
 * @param exit   its exit code
 * @param output what it printed on both streams
 */
record Quiet(int exit, String output) {
    private static final int PATIENCE = 20;

    /** @param folder in which it runs; null = anywhere */
    static Quiet run(List<String> command, Path folder) throws IOException, InterruptedException {
        Path said = Files.createTempFile("mayfly-said", ".txt");
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).redirectInput(new File("/dev/null"));
            builder.environment().keySet().retainAll(List.of("PATH"));
            if (folder != null) builder.directory(folder.toFile());
            Process process = Child.start(builder);
            try {
                if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) throw new IOException("“" + command.get(0) + "” did not end within " + PATIENCE + " s");
                return new Quiet(process.exitValue(), Files.readString(said).strip());
            } finally {
                process.destroyForcibly();
            }
        } finally {
            Files.deleteIfExists(said);
        }
    }
}
