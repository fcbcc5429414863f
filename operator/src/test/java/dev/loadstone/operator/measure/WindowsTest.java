package dev.loadstone.operator.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.GeneratorHealth;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.IterationSeries;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.MetricKind;
import dev.loadstone.protocol.MetricSeries;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Threshold;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WindowsTest {
    private static String phase(int second) {
        return second < 10 ? "warm-up" : second < 70 ? "steady" : "peak";
    }

    private static Interval second(int second, RequestSeries... requests) {
        return second(second, List.of(requests), List.of(), List.of(), 0);
    }

    private static Interval second(
            int second,
            List<RequestSeries> requests,
            List<IterationSeries> iterations,
            List<MetricSeries> metrics,
            int users) {
        return new Interval(second, second, requests, iterations, GeneratorHealth.NONE, List.of(), metrics, users);
    }

    /** So many searches that took so long. */
    private static RequestSeries searches(int second, int count, long millis, long failed) {
        return Mall.requests(
                phase(second),
                "shopper",
                "search",
                failed,
                0,
                LongStream.generate(() -> millis).limit(count));
    }

    private static Windows all(RunPlan plan, IntFunction<Interval> seconds) {
        Windows windows = Windows.of(plan);
        for (int second = 0; second < 100; second++) {
            windows = windows.told(seconds.apply(second));
        }
        return windows.ended(99);
    }

    /** Of one runner that sends ten searches a second of this length. */
    private static Worst slow(String threshold, IntToLongFunction millis) {
        return worst(all(
                Mall.plan(1, threshold),
                second -> second(second, searches(second, 10, millis.applyAsLong(second), 0))));
    }

    private static Worst worst(Windows windows) {
        assertThat(windows.worst()).hasSize(1);
        return windows.worst().values().iterator().next();
    }

    @Test
    void aStretchThatTheWholeHidesIsSeen() {
        Worst worst = slow("{stat: min, max: 300ms, window: 10s}", second -> second >= 30 && second < 40 ? 500 : 20);
        assertThat(worst.missed()).isTrue();
        assertThat(worst.reading()).isEqualTo(new Reading(500_000, 100));
        assertThat(worst.from()).isEqualTo(30);
        assertThat(worst.lastUnseen()).isNegative();
    }

    @Test
    void onlyWholeWindowsOfMeasuredPhasesAreLookedAt() {
        assertThat(slow("{stat: max, max: 300ms, window: 10s}", second -> second < 10 ? 500 : 20)
                        .reading())
                .as("warm-up")
                .isEqualTo(new Reading(20_000, 100));
        Windows cut = Windows.of(Mall.plan(1, "{stat: max, max: 300ms, window: 30s, phase: peak}"));
        for (int second = 0; second < 99; second++) {
            cut = cut.told(second(second, searches(second, 10, 500, 0)));
        }
        assertThat(worst(cut)).as("a window that is not full yet").isEqualTo(Worst.NONE);
        assertThat(slow("{stat: min, max: 300ms, window: 30s, phase: peak}", second -> second < 70 ? 500 : 20)
                        .reading())
                .as("the last window of a phase of its length")
                .isEqualTo(new Reading(20_000, 300));
        assertThat(slow("{stat: min, max: 300ms, window: 80s}", second -> 500).missed())
                .as("phases that follow one another")
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"4, false", "5, false", "6, true"})
    void withForOnlyWindowsInARowAreAMiss(int seconds, boolean missed) {
        Worst worst = slow(
                "{stat: max, max: 300ms, window: 1s, for: 5s}",
                second -> second >= 20 && second < 20 + seconds || second >= 40 && second < 44 ? 500 : 20);
        assertThat(worst.missed()).isEqualTo(missed);
        assertThat(worst.reading()).as("the worst is told all the same").isEqualTo(new Reading(500_000, 10));
    }

    @Test
    void windowsWithTooFewSamplesAreWhatTheThresholdSaysTheyAre() {
        IntFunction<Interval> pause = second -> second >= 30 && second < 50
                ? second(second)
                : second(second, searches(second, 10, second == 52 ? 500 : 20, 0));
        String threshold = "{stat: max, max: 300ms, window: 10s, minSamples: 40, noData: %s}";
        assertThat(worst(all(Mall.plan(1, threshold.formatted("Pass")), pause)).from())
                .as("the first window with enough samples has the four from 50 on")
                .isEqualTo(44);
        assertThat(worst(all(Mall.plan(1, "{stat: max, max: 1s, window: 10s, noData: Pass}"), pause))
                        .missed())
                .isFalse();
        assertThat(worst(all(Mall.plan(1, "{stat: max, max: 1s, window: 10s, noData: Fail}"), pause))
                        .missed())
                .isTrue();
    }

    @Test
    void theFirstWindowThatLacksSamplesIsToldOnceThereWereSome() {
        IntFunction<Interval> frozen =
                second -> second < 15 || second >= 80 ? second(second) : second(second, searches(second, 10, 20, 0));
        assertThat(worst(all(Mall.plan(1, "{stat: max, max: 1s, window: 3s}"), frozen))
                        .lacking())
                .isEqualTo(80);
        assertThat(worst(all(Mall.plan(1, "{stat: max, max: 1s, window: 3s, minSamples: 30}"), frozen))
                        .lacking())
                .isEqualTo(78);
        assertThat(worst(all(Mall.plan(1, "{stat: max, max: 1s, window: 3s, phase: steady}"), frozen))
                        .lacking())
                .as("nothing can have ended yet when it begins")
                .isNegative();
        assertThat(worst(all(Mall.plan(1, "{metric: requestRate, max: 99, window: 3s}"), frozen))
                        .lacking())
                .as("no requests are a rate")
                .isNegative();
    }

    @Test
    void aSecondWithoutRequestsIsARateOfZero() {
        Worst worst = worst(all(
                Mall.plan(1, "{metric: requestRate, min: 5, window: 4s}"),
                second -> second == 40 || second == 41 ? second(second) : second(second, searches(second, 8, 20, 0))));
        assertThat(worst.missed()).isTrue();
        assertThat(worst.reading()).isEqualTo(new Reading(4, 16));
        assertThat(worst.from()).as("the first of the worst").isEqualTo(38);
    }

    @Test
    void windowsOfAScenarioLieWhereItsUsersAre() {
        IntFunction<Interval> guests = second -> second(
                second,
                second < 70
                        ? searches(second, 8, 20, 0)
                        : Mall.requests("peak", "guest", "search", 0, 0, LongStream.rangeClosed(1, 6)));
        Worst worst = worst(all(Mall.plan(1, "{metric: requestRate, min: 5, window: 4s, scenario: guest}"), guests));
        assertThat(worst.missed()).as("no guest comes before the peak").isFalse();
        assertThat(worst.reading()).isEqualTo(new Reading(6, 24));
        assertThat(worst.from()).isEqualTo(70);
    }

    @Test
    void sharesAndMetricsOfTheTestsOwnHaveWindowsToo() {
        IntFunction<Interval> seconds = second -> second(
                second,
                List.of(searches(second, 10, 20, second == 33 ? 5 : 0)),
                List.of(Mall.iterations(phase(second), "shopper", second == 80 ? 1 : 0, LongStream.of(30, 31, 32))),
                List.of(
                        Mall.metric(phase(second), "revenue", MetricKind.COUNTER, second, second == 55 ? 0 : 2_000),
                        Mall.metric(phase(second), "stock", MetricKind.GAUGE, second, 1_000L * second),
                        Mall.metric(phase(second), "member", MetricKind.RATE, second, second % 2)),
                second == 77 ? 90 : 50);
        RunPlan plan = Mall.plan(
                1,
                "{name: errors, metric: errorRate, max: 9%, window: 5s}",
                "{name: kept, metric: arrivalsKept, min: 99%, window: 2s}",
                "{name: revenue, metric: 'custom:revenue', min: 19, window: 10s}",
                "{name: stock, metric: 'custom:stock', max: 99, window: 10s}",
                "{name: member, metric: 'custom:member', min: 50%, window: 10s}",
                "{name: users, metric: inFlight, max: 60}",
                "{name: users of a window, metric: inFlight, max: 60, window: 5s}");
        var worst = all(plan, seconds).worst();
        assertThat(worst.get("errors").reading()).isEqualTo(new Reading(0.1, 50));
        assertThat(worst.get("errors").missed()).isTrue();
        assertThat(worst.get("kept").reading()).isEqualTo(new Reading(6.0 / 7, 7));
        assertThat(worst.get("revenue").reading()).isEqualTo(new Reading(18, 10));
        assertThat(worst.get("stock").reading()).isEqualTo(new Reading(99, 10));
        assertThat(worst.get("member").missed()).isFalse();
        assertThat(worst.get("users").reading()).isEqualTo(new Reading(90, 1));
        assertThat(worst.get("users").from()).isEqualTo(77);
        assertThat(worst.get("users of a window").reading()).isEqualTo(new Reading(90, 5));
    }

    @Test
    void aSecondIsTakenWhenEveryRunnerHasToldIt() {
        Windows windows = Windows.of(Mall.plan(2, "{metric: inFlight, max: 100}"));
        for (int second = 0; second < 20; second++) {
            windows = windows.told(second(second, List.of(), List.of(), List.of(), 60));
        }
        assertThat(worst(windows)).as("of one of two").isEqualTo(Worst.NONE);
        for (int second = 0; second < 15; second++) {
            windows = windows.told(second(second, List.of(), List.of(), List.of(), 50));
        }
        assertThat(worst(windows).reading()).as("users of both together").isEqualTo(new Reading(110, 1));
        assertThat(windows.pending()).hasSize(5);
        windows = windows.ended(14);
        assertThat(windows.pending()).as("who is through is not waited for").isEmpty();
    }

    @Test
    void secondsOfBeforeARestartAreUnseenAndWhatFollowsIsNot() {
        Windows windows = Windows.of(Mall.plan(2, "{stat: max, max: 300ms, window: 10s}"));
        windows = windows.untold(0, 33).untold(0, 31);
        assertThat(windows.unseen().isEmpty()).as("what is behind is not kept").isTrue();
        assertThat(windows.told(second(20)).pending()).as("and comes too late").isEmpty();
        for (int second = 32; second < 100; second++) {
            Interval told = second(second, searches(second, 5, second == 40 ? 500 : 20, 0));
            windows = windows.told(told);
            windows = second < 34 ? windows : windows.told(told);
        }
        windows = windows.ended(99).ended(99);
        assertThat(windows.pending()).isEmpty();
        assertThat(worst(windows)).isEqualTo(new Worst(true, new Reading(500_000, 100), 34, 100, 33, -1));
    }

    @Test
    void aLongWindowSlidesByMoreAndKeepsNoMoreForIt() {
        RunPlan minutes = Mall.plan(1, "{stat: max, max: 300ms, window: 89s}");
        assertThat(worst(all(minutes, second -> second(second, searches(second, 1, 20, 0))))
                        .reading())
                .isEqualTo(new Reading(20_000, 89));
        var window = SlidingWindow.of(hourly(minutes.thresholds().getFirst()), minutes);
        int most = 0;
        for (int second = 10; second < 100; second++) {
            window = window.after(second, Tally.NONE);
            most = Math.max(most, window.cells().size());
        }
        assertThat(most).as("cells of %s s", 100 - 10).isEqualTo(3);
    }

    @Test
    void theLastOfTheLongWindowsEndsWithItsStretch() {
        RunPlan plan = Mall.plan(1, "{metric: requestRate, max: 1, window: 1s}");
        var phases = List.of(new Phase("steady", 0, 251_500, false, new LoadShape.Closed(1, 1)));
        Threshold threshold = lasting(plan.thresholds().getFirst(), 241);
        var spans = Spans.measured(phases, null);
        var window = new SlidingWindow(threshold, spans, true, List.of(), 0, -1, Worst.NONE);
        for (int second = 0; second < 252; second++) {
            window = window.after(second, requests(second == 250 ? 482 : second == 9 ? 241 : 0));
        }
        assertThat(window.worst().reading())
                .as("the last whole second, and not that before the window")
                .isEqualTo(new Reading(2, 482));
        assertThat(window.worst().from()).isEqualTo(10);
        assertThat(window.worst().missed()).isTrue();
    }

    private static Tally requests(long ended) {
        return new Tally(LatencyHistogram.EMPTY, 0, ended, 0, null);
    }

    private static Threshold hourly(Threshold threshold) {
        return lasting(threshold, 3601);
    }

    private static Threshold lasting(Threshold threshold, int seconds) {
        return new Threshold(
                threshold.name(),
                threshold.metric(),
                threshold.stat(),
                null,
                threshold.max(),
                null,
                1,
                true,
                false,
                null,
                null,
                null,
                null,
                null,
                new Threshold.Window(seconds * 1000L, 0),
                Threshold.NoData.INCONCLUSIVE,
                0L);
    }

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderInWhichRunnersTellDoesNotMatter(int seed) {
        var random = new Random(seed);
        int runners = 1 + random.nextInt(4);
        RunPlan plan = Mall.plan(
                runners,
                "{name: slow, stat: p95, max: 300ms, window: 7s, for: 2s}",
                "{name: wrong, metric: errorRate, max: 40%, window: 3s, minSamples: 5}",
                "{name: rate, metric: requestRate, min: 3, window: 5s}",
                "{name: users, metric: inFlight, max: 60}");
        var runs = new ArrayList<List<UnaryOperator<Windows>>>();
        for (int runner = 0; runner < runners; runner++) {
            runs.add(story(random));
        }
        Windows inOrder = Windows.of(plan);
        for (var run : runs) {
            for (var step : run) {
                inOrder = step.apply(inOrder);
            }
        }
        Windows mixed = Windows.of(plan);
        while (runs.stream().anyMatch(run -> !run.isEmpty())) {
            var run = runs.get(random.nextInt(runners));
            if (!run.isEmpty()) {
                mixed = run.removeFirst().apply(mixed);
            }
        }
        assertThat(mixed).isEqualTo(inOrder);
        assertThat(mixed.pending()).isEmpty();
    }

    /** What one runner tells: seconds one by one, some of them in a sum, and at last that it is through. */
    private static List<UnaryOperator<Windows>> story(Random random) {
        var steps = new ArrayList<UnaryOperator<Windows>>();
        int last = 60 + random.nextInt(40);
        int second = 0;
        while (second <= last) {
            if (random.nextInt(40) == 0) {
                int first = second;
                int until = Math.min(last, second + random.nextInt(20));
                steps.add(windows -> windows.untold(first, until));
                second = until + 1;
            } else {
                Interval told = any(second, random);
                steps.add(windows -> windows.told(told));
                second++;
            }
        }
        steps.add(windows -> windows.ended(last));
        return steps;
    }

    private static Interval any(int second, Random random) {
        int count = random.nextInt(8);
        return count == 0
                ? second(second)
                : second(
                        second,
                        List.of(searches(second, count, 1 + random.nextInt(600), random.nextInt(count))),
                        List.of(),
                        List.of(),
                        random.nextInt(50));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theWorstWindowIsTheWorstOfAllThatCanBeCutOut(int seed) {
        var random = new Random(seed);
        var seconds = new ArrayList<Interval>();
        for (int second = 0; second < 100; second++) {
            seconds.add(any(second, random));
        }
        RunPlan plan = Mall.plan(1, "{stat: p90, max: 300ms, window: 9s}");
        double expected = IntStream.rangeClosed(10, 91)
                .mapToObj(from -> seconds.subList(from, from + 9).stream()
                        .reduce(Interval::plus)
                        .orElseThrow())
                .mapToDouble(window -> Tally.of(plan.thresholds().getFirst(), Results.of(window, phase -> true), 0)
                        .reading(plan.thresholds().getFirst(), 9)
                        .value())
                .max()
                .orElseThrow();
        assertThat(worst(all(plan, seconds::get)).reading().value()).isEqualTo(expected);
    }

    @Test
    void withoutWindowsNothingIsKept() {
        assertThat(Windows.of(Mall.plan(500, "{stat: p95, max: 300ms}")).isEmpty())
                .isTrue();
        assertThat(Windows.of(Mall.plan(1, "{metric: inFlight, max: 1}")).isEmpty())
                .isFalse();
        assertThat(Windows.NONE.worst()).isEmpty();
    }
}
