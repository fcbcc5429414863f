package dev.loadstone.shop;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often each of a few keys was met, exact whatever the number of threads. */
final class Counts<K extends Comparable<K>> {
    private final Map<K, LongAdder> byKey = new ConcurrentHashMap<>();

    void add(K key) {
        LongAdder count = byKey.get(key);
        if (count == null) {
            count = byKey.computeIfAbsent(key, unused -> new LongAdder());
        }
        count.increment();
    }

    long of(K key) {
        LongAdder count = byKey.get(key);
        return count == null ? 0 : count.sum();
    }

    JsonObject json() {
        var sums = new JsonObject();
        byKey.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(count ->
                        sums.put(count.getKey().toString(), count.getValue().sum()));
        return sums;
    }
}
