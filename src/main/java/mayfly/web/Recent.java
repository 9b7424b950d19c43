package mayfly.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What has been asked for recently: at most so many entries; when there would be more, those go that nobody has asked for for a while. Safe for several threads. */
final class Recent<K, V> {
    private final int half;
    private volatile Map<K, V> young = new ConcurrentHashMap<>();
    private volatile Map<K, V> old = Map.of();

    /** @param most entries, about, with several threads */
    Recent(int most) {
        this.half = most / 2;
    }

    /** Null when it is not there. */
    V get(K key) {
        V value = young.get(key);
        if (value != null) return value;
        value = old.get(key);
        if (value != null) put(key, value);
        return value;
    }

    void put(K key, V value) {
        if (young.size() >= half) turn();
        young.put(key, value);
    }

    /** Those that have been asked for since the last turn stay, the others go. */
    private synchronized void turn() {
        if (young.size() < half) return;
        old = young;
        young = new ConcurrentHashMap<>();
    }

    int size() {
        return young.size() + old.size();
    }
}
