package dev.loadstone.runner.report;

import dev.loadstone.protocol.Interval;
import java.util.ArrayDeque;
import java.util.List;

/**
 * The seconds that the operator has not acknowledged, oldest first. When they are too many the oldest go; the operator will
 * notice the gap and ask for the total.
 */
final class Backlog {
    private static final int MOST = 120;

    private final ArrayDeque<Interval> seconds = new ArrayDeque<>();

    void add(Interval second) {
        if (seconds.size() == MOST) {
            seconds.removeFirst();
        }
        seconds.addLast(second);
    }

    /** Nothing up to this second is missing any more. */
    void acknowledge(int second) {
        while (!seconds.isEmpty() && seconds.getFirst().last() <= second) {
            seconds.removeFirst();
        }
    }

    /** Gives up the older half, which was too much to be taken. */
    void halve() {
        for (int surplus = (seconds.size() + 1) / 2; surplus > 0; surplus--) {
            seconds.removeFirst();
        }
    }

    List<Interval> list() {
        return List.copyOf(seconds);
    }
}
