package dev.loadstone.operator.collect;

import static dev.loadstone.operator.collect.Reports.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.Answer;
import dev.loadstone.protocol.RunnerReport.State;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class MergeLagTest {
    private static final long NOW_MICROS = 100_000_000;

    private final List<Long> lags = new ArrayList<>();
    private final List<LiveRun> closed = new ArrayList<>();
    private final Collector collector =
            new Collector(Clock.fixed(Instant.ofEpochSecond(100), ZoneOffset.UTC), run -> {}, new CollectorWatch() {
                @Override
                public void merged(long lagMicros) {
                    lags.add(lagMicros);
                }

                @Override
                public void closed(Supplier<LiveRun> run) {
                    closed.add(run.get());
                }
            });

    @Test
    void tellsHowLateTheOldestNewSecondIs() throws Unwanted {
        var random = new Random(1);
        collector.open(Reports.plan(RUN, 1));
        collector.receive(Reports.armed(0, 0));
        collector.command(RUN, new Answer.Start(NOW_MICROS - 4_200_000));
        assertThat(lags).isEmpty();
        var first = Reports.running(0, 1, Reports.second(0, random));
        collector.receive(first);
        collector.receive(first);
        collector.command(RUN, new Answer.Finish());
        collector.receive(
                Reports.running(0, 2, Reports.second(1, random), Reports.second(2, random), Reports.second(3, random)));
        assertThat(lags).containsExactly(3_200_000L, 2_200_000L);
    }

    @Test
    void tellsNothingOfAStartThatIsNotKnown() throws Unwanted {
        collector.open(Reports.plan(RUN, 1));
        collector.receive(Reports.armed(0, 0));
        collector.receive(Reports.running(0, 1, Reports.second(0, new Random(1))));
        assertThat(lags).isEmpty();
    }

    @Test
    void showsARunAsItEnds() throws Unwanted {
        var second = Reports.second(0, new Random(1));
        collector.open(Reports.plan(RUN, 1));
        collector.receive(Reports.report(0, 0, State.DONE, List.of(second), second));
        assertThat(collector.live()).singleElement().satisfies(run -> assertThat(run.sum())
                .isEqualTo(second));
        collector.close(RUN, "shop");
        assertThat(closed).singleElement().satisfies(run -> assertThat(run.sum())
                .isEqualTo(second));
        assertThat(collector.live()).isEmpty();
    }
}
