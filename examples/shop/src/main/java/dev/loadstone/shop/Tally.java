package dev.loadstone.shop;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Exact counts from one reset to the next. A request counts when it comes, its status when it is answered. */
final class Tally {
    private final LongAdder requests = new LongAdder();
    private final LongAdder answered = new LongAdder();
    private final Map<String, LongAdder> byEndpoint = new ConcurrentHashMap<>();
    private final Map<Integer, LongAdder> byStatus = new ConcurrentHashMap<>();

    void came(Endpoint endpoint) {
        requests.increment();
        add(byEndpoint, endpoint.name());
    }

    void answered(int status) {
        answered.increment();
        add(byStatus, status);
    }

    JsonObject json() {
        return new JsonObject()
                .put("requests", requests.sum())
                .put("answered", answered.sum())
                .put("byEndpoint", sums(byEndpoint))
                .put("byStatus", sums(byStatus));
    }

    private static <K> void add(Map<K, LongAdder> counts, K key) {
        LongAdder count = counts.get(key);
        if (count == null) {
            count = counts.computeIfAbsent(key, unused -> new LongAdder());
        }
        count.increment();
    }

    private static <K extends Comparable<K>> JsonObject sums(Map<K, LongAdder> counts) {
        var sums = new JsonObject();
        counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(count ->
                        sums.put(count.getKey().toString(), count.getValue().sum()));
        return sums;
    }
}
