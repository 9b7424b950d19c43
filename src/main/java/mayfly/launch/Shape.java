package mayfly.launch;

import java.util.List;
import mayfly.catalog.ProcessDescription;
import mayfly.job.Limits;

/**
 * What is settled for good when a JVM starts. A worker started ahead can carry out any job whose process asks for the same.
 *
 * @param memory bytes of heap (-Xmx)
 * @param flags  further JVM flags of the process
 */
public record Shape(long memory, List<String> flags) {
    private static final long PROGRAM = 64L << 20;

    public Shape {
        flags = List.copyOf(flags);
    }

    /** Of a worker of this process. One that only looks after a program needs little itself, whatever the program may use. */
    public static Shape of(ProcessDescription process, Limits limits) {
        return new Shape(process.run().command().isNone() ? limits.memory() : PROGRAM, process.run().flags());
    }
}
