package dev.loadstone.operator.collect;

import static dev.loadstone.operator.collect.Reports.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.RunnerReport;
import dev.loadstone.protocol.RunnerReport.State;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sum that is kept up with each report is always that of the journals' totals. */
class RunSumTest {
    private static final int RUNNERS = 3;

    private Collector collector = fresh();

    private static Collector fresh() {
        var fresh = new Collector(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), run -> {});
        fresh.open(Reports.plan(RUN, RUNNERS));
        return fresh;
    }

    private void assertSummed(String when) {
        List<Interval> totals = collector.journals(RUN).values().stream()
                .map(RunnerJournal::total)
                .filter(total -> total != null)
                .toList();
        assertThat(collector.sum(RUN)).as("sum %s", when).isEqualTo(Interval.sum(totals));
    }

    /** Lost, doubled, late and overtaking reports of several runners, and an operator that loses its memory. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whateverTheNetworkDoes(long seed) throws Unwanted {
        var random = new Random(seed);
        List<SimulatedRunner> runners = IntStream.range(0, RUNNERS)
                .mapToObj(index -> new SimulatedRunner(index, random))
                .toList();
        var sent = new ArrayList<RunnerReport>();
        for (int step = 0; step < 200; step++) {
            collector = random.nextInt(60) == 0 ? fresh() : collector;
            SimulatedRunner runner = runners.get(random.nextInt(RUNNERS));
            runner.work();
            RunnerReport report = runner.push(false);
            sent.add(report);
            if (random.nextInt(3) > 0) {
                runner.hear(collector.receive(report));
                collector.receive(sent.get(random.nextInt(sent.size())));
            }
            assertSummed("after step " + step);
        }
        for (SimulatedRunner runner : runners) {
            collector.receive(runner.push(true));
        }
        assertSummed("at the end");
        assertThat(collector.sum(RUN).requestCounts())
                .isEqualTo(Interval.sum(
                                runners.stream().map(SimulatedRunner::truth).toList())
                        .requestCounts());
    }

    @Test
    void whenATotalTakesThePlaceOfWhatWasTold() throws Unwanted {
        var random = new Random(7);
        Interval first = Reports.second(0, random);
        collector.receive(Reports.running(0, 1, first));
        collector.receive(Reports.running(1, 1, Reports.second(0, random)));
        collector.receive(Reports.report(0, 2, State.DONE, List.of(), first.plus(first)));
        assertThat(collector.journals(RUN).get(0).agreed()).isFalse();
        assertSummed("of a runner that tells another total than it did");
        collector.receive(Reports.running(1, 2, Reports.second(1, random)));
        assertSummed("with more of another runner");
    }

    @Test
    void ofNothing() {
        assertThat(collector.sum(RUN)).isEqualTo(Interval.sum(List.of()));
    }
}
