package mayfly.launch;

import java.util.List;
import mayfly.worker.Order;

/**
 * One attempt to be started.
 *
 * @param order  what the worker is to do
 * @param inputs values as a JSON object
 * @param flags  further JVM flags of the process
 */
public record Launch(Order order, String inputs, List<String> flags) { }
