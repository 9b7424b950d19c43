package mayfly.worker;

import java.nio.file.Path;

/** A rehearsal that the JVM watches, to note which classes a worker needs: {@code Training ORDER}. Started by the launcher's class archive only. */
final class Training {
    private Training() { }

    public static void main(String[] args) throws Exception {
        Class.forName("mayfly.worker.Main");
        var rehearsal = new Rehearsal(Path.of(args[0]));
        rehearsal.run();
        rehearsal.attempt().arm();
    }
}
