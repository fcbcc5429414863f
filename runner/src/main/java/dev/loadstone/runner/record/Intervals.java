package dev.loadstone.runner.record;

import dev.loadstone.protocol.GeneratorHealth;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.RequestKey;
import dev.loadstone.protocol.RequestSeries;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A runner's seconds, one after the other, and their running sum: the total cannot differ from what was sent. Users at work at
 * once are the sum of what each loop had at most: no fewer than the runner had at any instant, and maybe more.
 */
public final class Intervals {
    private int second;
    private @Nullable Interval total;

    /**
     * The next second, of what all loops counted in it.
     *
     * @param health judges the generator by that
     */
    public Interval next(List<LoopRecord> loops, Function<List<RequestSeries>, GeneratorHealth> health) {
        var interval = merge(second++, loops, health);
        total = total == null ? interval : total.plus(interval);
        return interval;
    }

    /** Everything from second 0 on; empty where no second is over. */
    public Optional<Interval> total() {
        return Optional.ofNullable(total);
    }

    private static Interval merge(
            int second, List<LoopRecord> loops, Function<List<RequestSeries>, GeneratorHealth> health) {
        var requests = new TreeMap<RequestKey, RequestSeries>();
        loops.stream()
                .flatMap(LoopRecord::requests)
                .map(RequestRecord::series)
                .forEach(series -> requests.merge(series.key(), series, RequestSeries::plus));
        var series = List.copyOf(requests.values());
        // The interval itself puts together what has the same key.
        return new Interval(
                second,
                second,
                series,
                loops.stream()
                        .flatMap(LoopRecord::iterations)
                        .map(IterationRecord::series)
                        .toList(),
                health.apply(series),
                loops.stream()
                        .flatMap(LoopRecord::groups)
                        .map(GroupRecord::series)
                        .toList(),
                loops.stream()
                        .flatMap(LoopRecord::metrics)
                        .map(record -> record.series(second))
                        .toList(),
                loops.stream().mapToInt(LoopRecord::peakUsers).sum());
    }
}
