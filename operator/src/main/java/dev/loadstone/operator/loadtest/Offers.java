package dev.loadstone.operator.loadtest;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Since when tests may begin that have not: who can't must not keep the others waiting. */
final class Offers {
    /** Whoever waits is looked at within this time. */
    private static final Duration LONGEST = Duration.ofSeconds(75);

    private final Map<String, Instant> ends = new HashMap<>();

    /** These may begin now, and of the others nobody any more. */
    void stand(Set<String> tests, Instant now) {
        ends.entrySet().removeIf(each -> now.isBefore(each.getValue()) && !tests.contains(each.getKey()));
        tests.forEach(each -> ends.putIfAbsent(each, now.plus(LONGEST)));
    }

    /** It was let in, and could not begin. */
    void lapse(String test, Instant now) {
        ends.put(test, now);
    }

    /** A look at it came through. */
    void answered(String test) {
        ends.remove(test);
    }

    /** Whether it could have begun long ago. */
    boolean hasLapsed(String test, Instant now) {
        Instant end = ends.get(test);
        return end != null && !now.isBefore(end);
    }
}
