package dev.loadstone.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.operator.measure.Mall;
import dev.loadstone.operator.measure.Windows;
import dev.loadstone.operator.report.Report;
import dev.loadstone.operator.verdict.Findings;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.RunPlan;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class JudgedThresholdsTest {
    @Test
    void windowsWithTooFewSamplesHaveNoFigure() {
        RunPlan plan = Mall.plan(1, "{stat: p95, max: 1s, window: 10s, minSamples: 100}");
        Windows windows = Windows.of(plan);
        Interval total = null;
        for (int second = 0; second < 100; second++) {
            String phase = second < 10 ? "warm-up" : second < 70 ? "steady" : "peak";
            var one = Mall.requests(phase, "visitor", "search", 0, 0, LongStream.of(50));
            var told = new Interval(second, second, List.of(one), List.of(), Mall.SOUND);
            windows = windows.told(told);
            total = total == null ? told : total.plus(told);
        }
        Report report = Report.merge(plan, List.of(Mall.journal(0, total)), windows.ended(99));
        assertThat(JudgedThresholds.of(Findings.of(report), Room.SIZES.getFirst()))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.result()).isEqualTo("NoData");
                    assertThat(each.observed()).isNull();
                    assertThat(each.samples()).isEqualTo(10);
                });
    }
}
