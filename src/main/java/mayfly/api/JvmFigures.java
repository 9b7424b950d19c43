package mayfly.api;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.RuntimeMXBean;

/** The JVM that serves, by the names that Prometheus' own client for Java gives them: in a servlet container it is the container's. */
final class JvmFigures {
    private JvmFigures() { }

    static void write(Exposition out) {
        RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        out.gauge("process_start_time_seconds", "When the serving JVM started, in seconds since 1970.", runtime.getStartTime() / 1000.0);
        out.gauge("process_uptime_seconds", "Seconds since the serving JVM started.", runtime.getUptime() / 1000.0);
        out.gauges("jvm_memory_used_bytes", "Memory used by the serving JVM.").sample(heap.getUsed(), "area", "heap");
        if (heap.getMax() >= 0) out.gauges("jvm_memory_max_bytes", "Memory that the serving JVM may use.").sample(heap.getMax(), "area", "heap");
        out.gauge("jvm_threads_current", "Threads of the serving JVM.", ManagementFactory.getThreadMXBean().getThreadCount());
    }
}
