package dev.loadstone.operator.measure;

import dev.loadstone.protocol.MetricKind;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Threshold;
import dev.loadstone.protocol.Threshold.NoData;
import dev.loadstone.protocol.Threshold.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A threshold with the seconds that its next window needs. A window slides by the second, and one longer than two minutes by a
 * hundred-and-twentieth of its length, so that what is kept is bounded; the last one of a stretch ends with it all the same. Only
 * windows that lie in measured phases in scope are judged; whatever is between two stretches of these begins a new one.
 *
 * @param eachCounts whether a window without samples says something: that nothing happened
 * @param cells of the stretch under way, the oldest first
 * @param begun second of the run in which that began
 * @param missingSince seconds of the stretch at the end of the first window of those in a row that missed; -1 for none
 */
record SlidingWindow(
        Threshold threshold,
        Spans spans,
        boolean eachCounts,
        List<Cell> cells,
        int begun,
        int missingSince,
        Worst worst) {
    private static final int MOST_CELLS = 120;
    private static final Window SECOND = new Window(1000, 0);

    SlidingWindow {
        Objects.requireNonNull(worst, "worst is null");
        cells = List.copyOf(cells);
    }

    /** A few seconds of a stretch; {@code from} counts from its begin. */
    record Cell(int from, Tally tally) {}

    static SlidingWindow of(Threshold threshold, RunPlan plan) {
        boolean eachCounts =
                switch (threshold.metric()) {
                    case REQUEST_RATE, IN_FLIGHT -> true;
                    case CUSTOM -> PlanSteps.metricKinds(plan).get(threshold.custom()) == MetricKind.COUNTER;
                    case RESPONSE_TIME,
                            SERVICE_TIME,
                            TIME_TO_FIRST_BYTE,
                            CONNECT_TIME,
                            ITERATION_TIME,
                            GROUP_TIME,
                            ERROR_RATE,
                            CHECK_RATE,
                            ARRIVALS_KEPT,
                            APDEX -> false;
                };
        return new SlidingWindow(
                threshold,
                Spans.measured(plan.phases(), threshold.phase(), threshold.scenario()),
                eachCounts,
                List.of(),
                0,
                -1,
                Worst.NONE);
    }

    /** With this second, the one after the last. */
    SlidingWindow after(int second, Tally tally) {
        if (!spans.cover(second)) {
            return broken();
        }
        int start = cells.isEmpty() ? second : begun;
        int offset = second - start;
        int all = spans.endSecond(second) - start;
        var next = new ArrayList<>(cells);
        if (offset % step() == 0 || offset == all - length()) {
            next.add(new Cell(offset, tally));
        } else {
            Cell last = next.removeLast();
            next.add(new Cell(last.from, last.tally.then(tally)));
        }
        int end = offset + 1;
        if (end < length() || end < all && (end - length()) % step() != 0) {
            return new SlidingWindow(threshold, spans, eachCounts, next, start, missingSince, worst);
        }
        next.removeIf(cell -> cell.from < end - length());
        return judged(next, start, end);
    }

    private SlidingWindow judged(List<Cell> window, int start, int end) {
        Tally sum = window.stream().map(Cell::tally).reduce(Tally.NONE, Tally::then);
        Reading reading = sum.reading(threshold, length());
        boolean enough = eachCounts || reading.samples() >= threshold.minSamples();
        boolean misses = enough ? misses(reading) : threshold.noData() == NoData.FAIL;
        int since = misses ? missingSince < 0 ? end : missingSince : -1;
        Worst seen = worst.counting(reading.samples());
        Reading known = seen.reading();
        int from = start + end - length();
        if (!enough) {
            seen = seen.lacking(from);
        } else if (known == null || badness(reading) > badness(known)) {
            seen = seen.of(reading, from);
        }
        if (misses && (end - since) * 1000L >= window().forMillis()) {
            seen = seen.missing();
        }
        return new SlidingWindow(threshold, spans, eachCounts, window, start, since, seen);
    }

    /** Without a window the figure is the most of all seconds: one of them alone can not be too low. */
    private boolean misses(Reading reading) {
        Double max = threshold.max();
        return threshold.window() == null ? max != null && reading.value() > max : reading.misses(threshold);
    }

    private double badness(Reading reading) {
        return threshold.window() == null ? reading.value() : reading.excess(threshold);
    }

    /** With seconds that are not known, up to this one. */
    SlidingWindow unseen(int from, int last) {
        SlidingWindow broken = broken();
        for (int second = last; second >= from; second--) {
            if (spans.cover(second)) {
                return new SlidingWindow(threshold, spans, eachCounts, List.of(), 0, -1, worst.unseen(second));
            }
        }
        return broken;
    }

    private SlidingWindow broken() {
        return cells.isEmpty() ? this : new SlidingWindow(threshold, spans, eachCounts, List.of(), 0, -1, worst);
    }

    private Window window() {
        Window window = threshold.window();
        return window == null ? SECOND : window;
    }

    private int length() {
        return Math.toIntExact(window().lengthMillis() / 1000);
    }

    private int step() {
        return (length() + MOST_CELLS - 1) / MOST_CELLS;
    }
}
