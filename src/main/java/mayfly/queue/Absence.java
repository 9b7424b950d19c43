package mayfly.queue;

import java.util.HashSet;
import java.util.Set;
import java.util.logging.Logger;

/**
 * Says that the store is away, once for all duties together, and once when the last of them is served again: a store that takes reads but no writes lets some go on while
 * others wait. Safe for several threads.
 */
final class Absence {
    private static final Logger LOG = Logger.getLogger(Absence.class.getName());
    private final Set<String> waiting = new HashSet<>();

    synchronized void waits(String duty, String why) {
        if (waiting.isEmpty()) LOG.warning("the job store does not serve (" + why + "): jobs under way go on, everything else waits");
        waiting.add(duty);
    }

    synchronized void served(String duty) {
        if (waiting.remove(duty) && waiting.isEmpty()) LOG.info("the job store serves again");
    }
}
