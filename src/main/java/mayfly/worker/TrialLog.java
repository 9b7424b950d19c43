package mayfly.worker;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import mayfly.job.RunFolder;

/** While open, what this JVM prints goes to the logs of an attempt. */
final class TrialLog implements AutoCloseable {
    private final PrintStream outBefore = System.out;
    private final PrintStream errBefore = System.err;

    TrialLog(RunFolder folder) throws IOException {
        System.setOut(new PrintStream(folder.stdout().toFile(), StandardCharsets.UTF_8));
        System.setErr(new PrintStream(folder.stderr().toFile(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        System.out.close();
        System.err.close();
        System.setOut(outBefore);
        System.setErr(errBefore);
    }
}
