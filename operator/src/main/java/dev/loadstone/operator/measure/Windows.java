package dev.loadstone.operator.measure;

import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Threshold.Metric;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The seconds of a run as far as thresholds on windows need them, the same for whatever order the runners tell them in. A second is
 * taken when every runner that still can has told it, and forgotten when no window needs it any more.
 *
 * @param next the second to take next
 * @param pending by number the seconds from there on that some runners have told
 * @param ends the last seconds of runners that are through
 * @param unseen seconds from {@code next} on that were told in sums alone, by at least one runner
 */
public record Windows(
        int runners,
        List<Phase> phases,
        List<SlidingWindow> windows,
        int next,
        SortedMap<Integer, Pending> pending,
        List<Integer> ends,
        BitSet unseen) {
    /** Of a plan whose thresholds have none. */
    public static final Windows NONE =
            new Windows(1, List.of(), List.of(), 0, Collections.emptySortedMap(), List.of(), new BitSet());

    public Windows {
        phases = List.copyOf(phases);
        windows = List.copyOf(windows);
        pending = Collections.unmodifiableSortedMap(new TreeMap<>(pending));
        ends = List.copyOf(ends);
        unseen = (BitSet) unseen.clone();
        unseen.clear(0, next);
    }

    /** A second so far: what it brings to each window, and how many runners have told it. */
    record Pending(List<Tally> tallies, int told) {
        Pending {
            tallies = List.copyOf(tallies);
        }

        Pending beside(Pending other) {
            return new Pending(
                    IntStream.range(0, tallies.size())
                            .mapToObj(i -> tallies.get(i).beside(other.tallies.get(i)))
                            .toList(),
                    told + other.told);
        }
    }

    public static Windows of(RunPlan plan) {
        List<SlidingWindow> windows = plan.thresholds().stream()
                .filter(each -> each.window() != null || each.metric() == Metric.IN_FLIGHT)
                .map(each -> SlidingWindow.of(each, plan))
                .toList();
        List<Phase> measured =
                plan.phases().stream().filter(each -> !each.warmup()).toList();
        return windows.isEmpty()
                ? NONE
                : new Windows(
                        plan.runners(), measured, windows, 0, Collections.emptySortedMap(), List.of(), new BitSet());
    }

    /** Whether there is nothing to keep. */
    public boolean isEmpty() {
        return windows.isEmpty();
    }

    /** With one second of one runner, which it tells once. */
    public Windows told(Interval second) {
        if (second.first() < next || unseen.get(second.first())) {
            return this;
        }
        Results results = Results.of(
                second, name -> phases.stream().anyMatch(phase -> phase.name().equals(name)));
        var told = new Pending(
                windows.stream()
                        .map(each -> each.spans().cover(second.first())
                                ? Tally.of(each.threshold(), results, second.peakUsers())
                                : Tally.NONE)
                        .toList(),
                1);
        var more = new TreeMap<>(pending);
        more.merge(second.first(), told, Pending::beside);
        return new Windows(runners, phases, windows, next, more, ends, unseen).settled();
    }

    /** With seconds of one runner that it told in a sum alone. */
    public Windows untold(int first, int last) {
        var less = new TreeMap<>(pending);
        less.subMap(first, last + 1).clear();
        var more = (BitSet) unseen.clone();
        if (last >= next) {
            more.set(Math.max(first, next), last + 1);
        }
        return new Windows(runners, phases, windows, next, less, ends, more).settled();
    }

    /** With a runner through that told this second as its last one. */
    public Windows ended(int last) {
        var more = new ArrayList<>(ends);
        more.add(last);
        Collections.sort(more);
        return new Windows(runners, phases, windows, next, pending, more, unseen).settled();
    }

    /** By name what came of the thresholds on windows. */
    public Map<String, Worst> worst() {
        return windows.stream()
                .collect(Collectors.toUnmodifiableMap(each -> each.threshold().name(), SlidingWindow::worst));
    }

    private Windows settled() {
        List<SlidingWindow> settled = windows;
        var left = new TreeMap<>(pending);
        int at = next;
        while (true) {
            int second = at;
            if (unseen.get(second)) {
                at = unseen.nextClearBit(second);
                int last = at - 1;
                settled =
                        settled.stream().map(each -> each.unseen(second, last)).toList();
            } else if (left.containsKey(second) && left.get(second).told + through(second) >= runners) {
                settled = after(settled, second, left.remove(second));
                at++;
            } else {
                return new Windows(runners, phases, settled, at, left, ends, unseen);
            }
        }
    }

    private static List<SlidingWindow> after(List<SlidingWindow> windows, int second, Pending pending) {
        return IntStream.range(0, windows.size())
                .mapToObj(i -> windows.get(i).after(second, pending.tallies.get(i)))
                .toList();
    }

    private long through(int second) {
        return ends.stream().filter(last -> last < second).count();
    }
}
