package mayfly.launch;

import java.nio.file.Path;
import java.util.List;
import mayfly.catalog.ProcessDescription;
import mayfly.catalog.Sandbox;
import mayfly.job.Limits;

/**
 * What is settled for good when a JVM starts. A worker started ahead can carry out any job whose process asks for the same.
 *
 * @param memory bytes of heap (-Xmx)
 * @param flags  further JVM flags of the process
 * @param plugin jar with the classes of the process, behind those of the deployment; null where it has none of its own
 * @param limits what the worker may use beside memory; of a program that is the program's own affair
 */
public record Shape(long memory, List<String> flags, Path plugin, Sandbox limits) {
    private static final long PROGRAM = 64L << 20;

    public Shape {
        flags = List.copyOf(flags);
    }

    /** Of a worker for what the deployment brings along. */
    public Shape(long memory, List<String> flags) {
        this(memory, flags, null, Sandbox.NONE);
    }

    /** Of a worker of this process. One that only looks after a program needs little itself, whatever the program may use. */
    public static Shape of(ProcessDescription process, Limits limits) {
        boolean java = process.run().command().isNone();
        return new Shape(java ? limits.memory() : PROGRAM, process.run().flags(), PluginCopy.jarFor(process.source()).orElse(null), java ? process.run().sandbox() : Sandbox.NONE);
    }

    /** Whether such a worker may be started before its job is known: one with the classes of a plug-in would outlive the plug-in. */
    public boolean mayStandBy() {
        return plugin == null;
    }
}
