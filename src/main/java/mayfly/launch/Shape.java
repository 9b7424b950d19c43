package mayfly.launch;

import java.util.List;

/**
 * What is settled for good when a JVM starts. A worker started ahead can carry out any job whose process asks for the same.
 *
 * @param memory bytes of heap (-Xmx)
 * @param flags  further JVM flags of the process
 */
public record Shape(long memory, List<String> flags) {
    public Shape {
        flags = List.copyOf(flags);
    }
}
