package dev.loadstone.operator.observe;

import dev.loadstone.protocol.LatencyHistogram;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * The response times of a run since a look at it that lies at least ten seconds back, or else since the first look: who looks
 * every 30 s sees the last 30 s, and who looks every second the last 10 to 15. Not for several threads.
 */
final class RecentTimes {
    private static final long LEAST_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long APART_NANOS = Duration.ofSeconds(5).toNanos();

    private final Deque<Look> looks = new ArrayDeque<>();

    /** What was known at one time, by request name. */
    private record Look(long nanos, Map<String, LatencyHistogram> times) {}

    /** @param all since the run began */
    Map<String, LatencyHistogram> look(Map<String, LatencyHistogram> all, long nanos) {
        Look reference = reference(nanos);
        var recent = new HashMap<String, LatencyHistogram>();
        all.forEach((name, times) ->
                recent.put(name, times.since(reference.times.getOrDefault(name, LatencyHistogram.EMPTY))));
        if (looks.isEmpty() || nanos - looks.getLast().nanos >= APART_NANOS) {
            looks.add(new Look(nanos, Map.copyOf(all)));
        }
        return recent;
    }

    void forget() {
        looks.clear();
    }

    private Look reference(long nanos) {
        Look reference = new Look(nanos, Map.of());
        while (!looks.isEmpty()) {
            reference = looks.removeFirst();
            if (looks.isEmpty() || nanos - looks.getFirst().nanos < LEAST_NANOS) {
                looks.addFirst(reference);
                return reference;
            }
        }
        return reference;
    }
}
