package dev.loadstone.operator.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.operator.measure.Results;
import dev.loadstone.operator.measure.Tally;
import dev.loadstone.operator.measure.Worst;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.RunnerReport.State;
import dev.loadstone.protocol.Statistic;
import dev.loadstone.protocol.Threshold;
import dev.loadstone.protocol.Threshold.Metric;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes of windows when runners report to a collector, however they do. */
class OpenWindowsTest {
    private static final int SECONDS = 20;
    private static final int WINDOW = 5;
    private static final Threshold THRESHOLD = new Threshold(
            "slow",
            Metric.RESPONSE_TIME,
            new Statistic.Percentile(90),
            null,
            1.0,
            null,
            1,
            true,
            false,
            null,
            null,
            null,
            null,
            null,
            new Threshold.Window(WINDOW * 1000L, 0),
            null,
            0L);

    private final Collector collector = new Collector(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), run -> {});

    private static Worst worst(Collector collector) {
        return collector.windows(Reports.RUN).worst().get("slow");
    }

    private static double expected(List<SimulatedRunner> runners, int from) {
        return IntStream.rangeClosed(from, SECONDS - WINDOW)
                .mapToDouble(first -> runners.stream()
                        .flatMap(runner -> runner.seconds(first, first + WINDOW).stream())
                        .reduce(Interval::plus)
                        .map(window -> Tally.of(THRESHOLD, Results.of(window, phase -> true), 0)
                                .reading(THRESHOLD, WINDOW)
                                .value())
                        .orElseThrow())
                .max()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void pushesThatAreLostOrComeTwiceChangeNothing(int seed) throws Unwanted {
        var random = new Random(seed);
        RunPlan plan = Reports.plan(Reports.RUN, 3, List.of(THRESHOLD));
        collector.open(plan);
        List<SimulatedRunner> runners = IntStream.range(0, 3)
                .mapToObj(index -> new SimulatedRunner(index, random))
                .toList();
        for (int second = 0; second < SECONDS; second++) {
            for (SimulatedRunner runner : runners) {
                runner.work();
                var push = runner.push(false);
                for (int times = random.nextInt(3); times > 0; times--) {
                    var answer = collector.receive(push);
                    if (random.nextBoolean()) {
                        runner.hear(answer);
                    }
                }
            }
        }
        for (SimulatedRunner runner : runners) {
            collector.receive(runner.push(true));
        }
        assertThat(worst(collector).lastUnseen()).isNegative();
        assertThat(worst(collector).reading().value()).isEqualTo(expected(runners, 0));
    }

    @Test
    void afterARestartWhatWasToldBeforeIsUnseen() throws Unwanted {
        var random = new Random(1);
        RunPlan plan = Reports.plan(Reports.RUN, 1, List.of(THRESHOLD));
        var runner = new SimulatedRunner(0, random);
        var current = collector;
        current.open(plan);
        for (int second = 0; second < SECONDS; second++) {
            if (second == 8) {
                current = new Collector(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), run -> {});
                current.open(plan);
            }
            runner.work();
            runner.hear(current.receive(runner.push(false)));
        }
        current.receive(runner.push(true));
        int last = worst(current).lastUnseen();
        assertThat(last).as("the second in which the total came, at most").isBetween(8, 10);
        assertThat(worst(current).reading().value()).isEqualTo(expected(List.of(runner), last + 1));
    }

    @Test
    void manyThreadsTellEachSecondOnce() throws Exception {
        int runners = 24;
        collector.open(Reports.plan(Reports.RUN, runners, List.of(THRESHOLD)));
        var all = new ArrayList<SimulatedRunner>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var ends = new ArrayList<Future<?>>();
            for (int index = 0; index < runners; index++) {
                var runner = new SimulatedRunner(index, new Random(index));
                all.add(runner);
                ends.add(threads.submit(() -> {
                    for (int second = 0; second < SECONDS; second++) {
                        runner.work();
                        runner.hear(collector.receive(runner.push(false)));
                    }
                    return collector.receive(runner.push(true));
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        }
        assertThat(worst(collector).reading().value()).isEqualTo(expected(all, 0));
        assertThat(collector.journals(Reports.RUN).values()).allMatch(each -> each.state() == State.DONE);
    }
}
