package dev.loadstone.bench;

import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.GeneratorHealth;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.RequestKey;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.Timing;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A runner's second added to what was there before: ten names, each with four histograms of 1,000 samples, as the collector does it. */
@State(Scope.Thread)
public class MergeBenchmark {
    private static final int NAMES = 10;
    private static final int SAMPLES = 1000;
    private static final List<Timing> TIMINGS =
            List.of(Timing.RESPONSE_TIME, Timing.SERVICE_TIME, Timing.TIME_TO_FIRST_BYTE, Timing.SCHEDULER_LAG);

    private final Random random = new Random(1);
    private final Interval total = IntStream.range(0, 60)
            .mapToObj(this::second)
            .reduce(Interval::plus)
            .orElseThrow();
    private final Interval second = second(60);
    private final LatencyHistogram all = total.requests().getFirst().timing(Timing.RESPONSE_TIME);
    private final LatencyHistogram one = second.requests().getFirst().timing(Timing.RESPONSE_TIME);

    private Interval second(int number) {
        var requests = IntStream.range(0, NAMES).mapToObj(this::series).toList();
        return new Interval(number, number, requests, List.of(), GeneratorHealth.NONE);
    }

    private RequestSeries series(int name) {
        var timings = new EnumMap<Timing, LatencyHistogram>(Timing.class);
        TIMINGS.forEach(timing -> timings.put(timing, histogram()));
        return new RequestSeries(
                new RequestKey("phase", "scenario", "request " + name),
                new Counts(SAMPLES, SAMPLES, 0, 0, 0),
                timings,
                Map.of(),
                Map.of(),
                SAMPLES,
                SAMPLES);
    }

    private LatencyHistogram histogram() {
        return LatencyHistogram.ofMicros(random.doubles(SAMPLES)
                .mapToLong(part -> (long) (-2000 * Math.log(1 - part)))
                .toArray());
    }

    @Benchmark
    public Interval interval() {
        return total.plus(second);
    }

    @Benchmark
    public LatencyHistogram histograms() {
        return all.plus(one);
    }
}
