package dev.loadstone.operator.collect;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map of bounded size that drops what was not asked for the longest; not safe for threads. */
final class RecentEntries<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    private final int most;

    RecentEntries(int most) {
        super(16, 0.75f, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
