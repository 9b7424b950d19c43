package mayfly.worker;

import java.nio.file.Path;
import mayfly.store.ScriptNames;

/**
 * A rehearsal that the JVM watches, to note which classes a worker needs. Started by the launcher's class archive only: {@code Training FOLDER CONNECTION CHANGE BEAT}.
 */
final class Training {
    private Training() { }

    public static void main(String[] args) throws Exception {
        Class.forName("mayfly.worker.Main");
        Signals.onTerm(() -> { });
        new Rehearsal(Path.of(args[0]), Path.of(args[1]), new ScriptNames(args[2], args[3])).run();
    }
}
