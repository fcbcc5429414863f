package dev.loadstone.operator.verdict;

import static dev.loadstone.operator.measure.Mall.iterations;
import static dev.loadstone.operator.measure.Mall.metric;
import static dev.loadstone.operator.measure.Mall.purchases;
import static dev.loadstone.operator.measure.Mall.requests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.operator.measure.Mall;
import dev.loadstone.operator.verdict.Finding.Result;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.MetricKind;
import dev.loadstone.protocol.RequestKey;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.Timing;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every metric, statistic and scope, without windows. */
class FindingsTest {
    /** 100 searches of 1 to 100 ms in each scenario and phase, orders of 200 and 900 ms, of which some fail. */
    private static final Interval TOTAL = Mall.total(
            List.of(
                    requests("warm-up", "shopper", "search", 10, 0, LongStream.rangeClosed(1, 10)),
                    requests("steady", "shopper", "search", 0, 0, LongStream.rangeClosed(1, 100)),
                    requests("steady", "visitor", "search", 20, 0, LongStream.rangeClosed(101, 200)),
                    requests("peak", "shopper", "search", 5, 0, LongStream.rangeClosed(201, 300)),
                    requests(
                            "steady",
                            "shopper",
                            "order",
                            10,
                            4,
                            LongStream.generate(() -> 200).limit(50)),
                    requests(
                            "peak",
                            "shopper",
                            "order",
                            0,
                            40,
                            LongStream.generate(() -> 900).limit(50))),
            List.of(
                    iterations("warm-up", "shopper", 70, LongStream.of(9000)),
                    iterations("steady", "shopper", 0, LongStream.rangeClosed(1, 100)),
                    iterations("peak", "shopper", 25, LongStream.rangeClosed(401, 475)),
                    iterations("peak", "visitor", 0, LongStream.rangeClosed(1, 100))),
            List.of(
                    purchases("warm-up", 0, LongStream.of(9000)),
                    purchases("steady", 3, LongStream.of(10, 20, 30)),
                    purchases("peak", 0, LongStream.of(500))),
            List.of(
                    metric("warm-up", "revenue", MetricKind.COUNTER, 5, 900_000),
                    metric("steady", "revenue", MetricKind.COUNTER, 30, 10_500, 2_000),
                    metric("peak", "revenue", MetricKind.COUNTER, 80, 100_000),
                    metric("steady", "stock", MetricKind.GAUGE, 30, 7_000, 9_000, 8_000),
                    metric("peak", "stock", MetricKind.GAUGE, 80, 2_000),
                    metric("steady", "member", MetricKind.RATE, 30, 1, 1, 0, 1),
                    metric("steady", "items", MetricKind.HISTOGRAM, 30, 1_000, 2_000, 12_500)),
            42);

    private static Finding of(String threshold) {
        return Findings.of(Mall.report(TOTAL, threshold)).getFirst();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{stat: p50, max: 1s}|200063|400",
                "{stat: max, max: 1s, phase: steady}|200000|250",
                "{stat: max, max: 1s, request: search}|300000|300",
                "{stat: max, max: 1s, request: search, scenario: shopper, phase: steady}|100000|100",
                "{stat: min, max: 1s, scenario: visitor}|101000|100",
                "{stat: mean, max: 1s, phase: peak, request: order}|900000|50",
                "{metric: serviceTime, stat: p95, max: 1s, request: order}|900000|100",
                "{metric: timeToFirstByte, stat: max, max: 1s, request: order}|450000|100",
                "{metric: connectTime, stat: max, max: 1s, phase: peak, request: search}|150000|100",
                "{metric: iterationTime, stat: max, max: 1s}|475000|275",
                "{metric: iterationTime, stat: max, max: 1s, scenario: visitor}|100000|100",
                "{metric: iterationTime, stat: max, max: 1s, phase: steady}|100000|100",
                "{metric: groupTime, stat: max, max: 1s, group: purchase}|500000|4",
                "{metric: groupTime, stat: p50, max: 1s, group: purchase, phase: steady}|20000|3",
                "{metric: errorRate, max: 50%}|0.0875|400",
                "{metric: errorRate, max: 50%, scenario: visitor}|0.2|100",
                "{metric: errorRate, max: 50%, request: order, phase: steady}|0.2|50",
                "{metric: checkRate, min: 1%}|0.73|200",
                "{metric: checkRate, min: 1%, check: paid}|0.9|100",
                "{metric: checkRate, min: 1%, check: fast, phase: peak}|0.2|50",
                "{metric: requestRate, min: 1}|4.4444|400",
                "{metric: requestRate, min: 1, phase: peak}|5|150",
                "{metric: requestRate, min: '0.5', request: order, phase: steady}|0.8333|50",
                "{metric: arrivalsKept, min: 1%}|0.91667|300",
                "{metric: arrivalsKept, min: 1%, phase: peak, scenario: shopper}|0.75|100",
                "{metric: apdex, min: '0.1', satisfied: 50ms, request: search, phase: steady, scenario: shopper}|0.75|100",
                "{metric: apdex, min: '0.1', satisfied: 100ms, request: order}|0.2|100",
                "{metric: 'custom:revenue', max: 1000}|112.5|3",
                "{metric: 'custom:revenue', max: 1000, phase: peak}|100|1",
                "{metric: 'custom:stock', max: 1000}|2|4",
                "{metric: 'custom:stock', stat: max, max: 1000}|9|4",
                "{metric: 'custom:stock', stat: min, max: 1000}|2|4",
                "{metric: 'custom:stock', stat: mean, max: 1000, phase: steady}|8|3",
                "{metric: 'custom:member', max: 100%}|0.75|4",
                "{metric: 'custom:items', stat: p50, max: 1000}|2|3",
                "{metric: 'custom:items', stat: max, max: 1000}|12.5|3",
            })
    void aFigureIsOfWhatTheThresholdSelects(String threshold, double observed, long samples) {
        Finding finding = of(threshold);
        assertThat(finding.observed()).as(threshold).isCloseTo(observed, within(observed * 1e-3));
        assertThat(finding.samples()).as(threshold).isEqualTo(samples);
        assertThat(finding.result()).as(threshold).isEqualTo(Result.HELD);
    }

    @Test
    void aFastErrorSatisfiesNobodyAndATimeoutIsSlowAlready() {
        var order = new RequestKey("peak", "shopper", "order");
        var times = Map.of(
                Timing.RESPONSE_TIME,
                LatencyHistogram.ofMicros(LongStream.rangeClosed(1, 10)
                        .map(each -> each <= 6 ? 5_000 : each <= 8 ? 200_000 : 900_000)
                        .toArray()));
        Map<ErrorClass, Long> errors = Map.of(ErrorClass.ofStatus(503), 3L, ErrorClass.of(ErrorClass.Kind.TIMEOUT), 2L);
        var some = new RequestSeries(order, new Counts(10, 5, 5, 0, 0), times, errors, Map.of(), 0, 0);
        assertThat(apdex(some)).as("6 - 3 satisfied, 2 tolerating").isEqualTo(0.4);
        var all = new RequestSeries(
                order, new Counts(10, 0, 10, 0, 0), times, Map.of(ErrorClass.ofStatus(503), 10L), Map.of(), 0, 0);
        assertThat(apdex(all)).isZero();
    }

    private static double apdex(RequestSeries series) {
        var total = Mall.total(List.of(series), List.of(), List.of(), List.of(), 0);
        var report = Mall.report(total, "{metric: apdex, satisfied: 100ms, min: '0.1', request: order}");
        return Findings.of(report).getFirst().observed();
    }

    @Test
    void aRateIsOverThePhasesThatHaveItsScenario() {
        var guests = requests("peak", "guest", "search", 0, 0, LongStream.rangeClosed(1, 60));
        var total = Mall.total(List.of(guests), List.of(), List.of(), List.of(), 0);
        var report = Mall.report(total, "{metric: requestRate, min: 2, scenario: guest}");
        assertThat(Findings.of(report).getFirst().observed()).isEqualTo(2);
        assertThat(Findings.live(report).getFirst().observed()).isEqualTo(2);
        assertThat(Findings.of(report).getFirst().result()).isEqualTo(Result.HELD);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{metric: apdex, min: '0.21', satisfied: 100ms, request: order}",
                "{metric: apdex, max: '0.19', satisfied: 100ms, request: order}",
                "{metric: 'custom:revenue', min: 113}",
                "{metric: 'custom:member', min: 76%}",
                "{metric: arrivalsKept, min: 92%}",
                "{metric: groupTime, stat: max, max: 499ms, group: purchase}"
            })
    void whatIsBeyondALimitIsMissed(String threshold) {
        assertThat(of(threshold).result()).isEqualTo(Result.MISSED);
    }

    @Test
    void tooFewSamplesAreWhatTheThresholdSaysTheyAre() {
        String few = "{stat: p99, max: 1s, request: order, minSamples: 101";
        assertThat(of(few + "}").result()).isEqualTo(Result.NO_DATA);
        assertThat(of(few + ", noData: Pass}").result()).isEqualTo(Result.HELD);
        assertThat(of(few + ", noData: Fail}").result()).isEqualTo(Result.MISSED);
        String none = "{metric: groupTime, group: purchase, stat: p50, max: 1us, noData: %s}";
        var nothing = Mall.total(List.of(), List.of(), List.of(), List.of(), 0);
        assertThat(Findings.of(Mall.report(nothing, none.formatted("Pass"), none.formatted("Fail"))))
                .extracting(Finding::result)
                .containsExactly(Result.HELD, Result.MISSED);
    }

    @Test
    void whileTheLoadRunsNothingIsSaidOfWhatMayStillCome() {
        var report = Mall.report(
                TOTAL,
                "{metric: 'custom:revenue', min: 113}",
                "{metric: 'custom:revenue', max: 112}",
                "{metric: requestRate, min: 5}",
                "{metric: requestRate, min: 1, max: 4}",
                "{stat: p99, max: 1s, minSamples: 100000, noData: Fail}");
        assertThat(Findings.live(report))
                .extracting(Finding::result)
                .containsExactly(Result.NO_DATA, Result.MISSED, Result.NO_DATA, Result.MISSED, Result.NO_DATA);
        assertThat(Findings.of(report)).extracting(Finding::result).containsOnly(Result.MISSED);
    }
}
