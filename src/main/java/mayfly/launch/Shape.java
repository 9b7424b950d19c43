package mayfly.launch;

import java.nio.file.Path;
import java.util.List;
import mayfly.catalog.ProcessDescription;
import mayfly.job.Limits;

/**
 * What is settled for good when a JVM starts. A worker started ahead can carry out any job whose process asks for the same.
 *
 * @param memory bytes of heap (-Xmx)
 * @param flags  further JVM flags of the process
 * @param plugin jar with the classes of the process, behind those of the deployment; null where it has none of its own
 */
public record Shape(long memory, List<String> flags, Path plugin) {
    private static final long PROGRAM = 64L << 20;

    public Shape {
        flags = List.copyOf(flags);
    }

    /** Of a worker for what the deployment brings along. */
    public Shape(long memory, List<String> flags) {
        this(memory, flags, null);
    }

    /** Of a worker of this process. One that only looks after a program needs little itself, whatever the program may use. */
    public static Shape of(ProcessDescription process, Limits limits) {
        return new Shape(process.run().command().isNone() ? limits.memory() : PROGRAM, process.run().flags(), PluginCopy.jarFor(process.source()).orElse(null));
    }

    /** Whether such a worker may be started before its job is known: one with the classes of a plug-in would outlive the plug-in. */
    public boolean mayStandBy() {
        return plugin == null;
    }
}
