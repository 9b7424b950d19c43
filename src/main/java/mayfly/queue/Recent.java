package mayfly.queue;

import java.util.LinkedHashMap;
import java.util.Map;

/** The last so many ids that were noted; older ones are forgotten. Safe for several threads. */
final class Recent {
    private final Map<String, Boolean> ids;

    Recent(int most) {
        ids = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > most;
            }
        };
    }

    synchronized void add(String id) {
        ids.put(id, true);
    }

    /** @return whether it was there */
    synchronized boolean remove(String id) {
        return ids.remove(id) != null;
    }
}
