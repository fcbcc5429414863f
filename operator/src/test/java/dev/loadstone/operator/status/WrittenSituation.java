package dev.loadstone.operator.status;

import dev.loadstone.api.v1alpha1.HistoryEntry;
import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.operator.collect.RunnerJournal;
import dev.loadstone.operator.measure.Mall;
import dev.loadstone.operator.measure.Windows;
import dev.loadstone.operator.plan.Durations;
import dev.loadstone.operator.plan.PlanResult;
import dev.loadstone.operator.plan.Planner;
import dev.loadstone.operator.report.Report;
import dev.loadstone.operator.verdict.Judge;
import dev.loadstone.operator.verdict.Reason;
import dev.loadstone.operator.verdict.RunEnd;
import dev.loadstone.operator.verdict.Verdict;
import dev.loadstone.protocol.CheckCount;
import dev.loadstone.protocol.ClockReading;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.GeneratorHealth;
import dev.loadstone.protocol.GroupSeries;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.IterationSeries;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.MetricKind;
import dev.loadstone.protocol.MetricSeries;
import dev.loadstone.protocol.RequestKey;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.RunnerReport.State;
import dev.loadstone.protocol.Timing;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A situation as a person writes it down; absent is null, and what runners measured is a table of times. */
record WrittenSituation(
        Instant now,
        long generation,
        @Nullable LoadTestStatus previous,
        RunPhase phase,
        @Nullable RunStatus run,
        Situation.RunnerCounts runners,
        @Nullable List<Runner> journals,
        @Nullable Integer unseen,
        @Nullable List<Told> told,
        @Nullable End end,
        Situation.@Nullable Trouble trouble,
        @Nullable String reportRef,
        @Nullable List<HistoryEntry> history,
        @Nullable String awaited) {

    /** One runner's total. */
    record Runner(
            int runner,
            State state,
            int seconds,
            int activeUsers,
            long startLateMicros,
            @Nullable List<Requests> requests,
            @Nullable List<Iterations> iterations,
            @Nullable List<Groups> groups,
            @Nullable List<Values> metrics,
            @Nullable Integer peakUsers,
            @Nullable GeneratorHealth health) {
        RunnerJournal journal() {
            var total = new Interval(
                    0,
                    seconds - 1,
                    each(requests, Requests::series),
                    each(iterations, Iterations::series),
                    health == null ? GeneratorHealth.NONE : health,
                    each(groups, Groups::series),
                    each(metrics, Values::series),
                    peakUsers);
            var clock = new ClockReading(0, 400, startLateMicros);
            return new RunnerJournal(runner, "boot", 9, state, activeUsers, seconds - 1, false, total, true, clock, "");
        }
    }

    /** Iterations of the scenario shopper. */
    record Iterations(
            String phase,
            Map<String, Integer> times,
            long failed,
            long dropped,
            @Nullable Map<String, Long> errors) {
        IterationSeries series() {
            var all = LatencyHistogram.ofMicros(micros(times));
            return new IterationSeries(
                    phase,
                    "shopper",
                    new Counts(all.count() + failed + dropped, all.count(), failed, dropped, 0),
                    all,
                    errors);
        }
    }

    /** Groups of one name. */
    record Groups(String phase, String name, Map<String, Integer> times, long failed) {
        GroupSeries series() {
            var all = LatencyHistogram.ofMicros(micros(times));
            return new GroupSeries(phase, "shopper", name, all.count(), failed, all);
        }
    }

    /** Values of a metric of the test's own, in thousandths. */
    record Values(String phase, String name, MetricKind kind, long[] values) {
        MetricSeries series() {
            return Mall.metric(phase, name, kind, 50, values);
        }
    }

    /** Requests that are told in each of these seconds. */
    record Told(int from, int to, int users, Requests requests) {}

    private static <S, T> List<T> each(@Nullable List<S> written, Function<S, T> series) {
        return written == null ? List.of() : written.stream().map(series).toList();
    }

    private static long[] micros(Map<String, Integer> times) {
        return times.entrySet().stream()
                .flatMapToLong(each -> LongStream.generate(() -> Durations.micros(each.getKey()))
                        .limit(each.getValue()))
                .toArray();
    }

    /** Requests of one name; {@code times} says how many took how long. */
    record Requests(
            String phase,
            String name,
            Map<String, Integer> times,
            @Nullable Map<String, Long> errors,
            @Nullable Map<String, CheckCount> checks,
            @Nullable String lag,
            long redirects) {
        RequestSeries series() {
            long[] micros = micros(times);
            var classes = new TreeMap<ErrorClass, Long>();
            (errors == null ? Map.<String, Long>of() : errors)
                    .forEach((word, count) -> classes.put(ErrorClass.parse(word), count));
            long failed = classes.values().stream().mapToLong(Long::longValue).sum();
            var all = LatencyHistogram.ofMicros(micros);
            long[] lags = new long[micros.length];
            Arrays.fill(lags, lag == null ? 40 : Durations.micros(lag));
            return new RequestSeries(
                    new RequestKey(phase, "shopper", name),
                    new Counts(micros.length, micros.length - failed, failed, 0, 0),
                    Map.of(
                            Timing.RESPONSE_TIME,
                            all,
                            Timing.SERVICE_TIME,
                            all,
                            Timing.SCHEDULER_LAG,
                            LatencyHistogram.ofMicros(lags)),
                    classes,
                    checks == null ? Map.of() : checks,
                    120L * micros.length,
                    2048L * micros.length,
                    redirects);
        }
    }

    /** How the run ended; a reason where it did not simply complete. */
    record End(
            @Nullable Reason stopped,
            @Nullable Reason lost,
            @Nullable Reason broken,
            @Nullable String threshold,
            @Nullable String message,
            @Nullable String setup,
            @Nullable String teardown,
            @Nullable String byTest) {
        RunEnd end() {
            RunEnd run = setup != null ? new RunEnd.SetupFailed(setup) : ofLoad();
            return teardown == null ? run : new RunEnd.TeardownFailed(run, teardown);
        }

        private RunEnd ofLoad() {
            String words = message == null ? "" : message;
            if (byTest != null) {
                return new RunEnd.EndedByTest(byTest);
            }
            if (stopped != null) {
                return new RunEnd.Stopped(stopped, words);
            }
            if (lost != null) {
                return new RunEnd.Lost(lost, words);
            }
            if (broken != null) {
                return new RunEnd.Broken(broken, words);
            }
            return threshold == null ? new RunEnd.Completed() : new RunEnd.AbortedByThreshold(threshold);
        }
    }

    LoadTestStatus status(LoadTest test) {
        return switch (Planner.plan(
                test.getSpec(), "shop", test.getMetadata().getName(), new RunId("3f0f6a52-1111-4222", 7), 4711)) {
            case PlanResult.Planned(RunPlan plan, var _) -> status(plan);
            case PlanResult.Refused refused ->
                status(null, new Verdict(Outcome.ERROR, Reason.INVALID_SPEC, refused.message(), List.of()));
        };
    }

    private LoadTestStatus status(RunPlan plan) {
        Report report = journals == null
                ? null
                : Report.merge(plan, journals.stream().map(Runner::journal).toList(), windows(plan));
        Report judged = report == null ? Report.merge(plan, List.of()) : report;
        return status(report, end == null ? null : Judge.judge(judged, end.end()));
    }

    private Windows windows(RunPlan plan) {
        Windows windows = Windows.of(plan);
        windows = unseen == null ? windows : windows.untold(0, unseen - 1);
        for (Told each : told == null ? List.<Told>of() : told) {
            for (int second = each.from; second <= each.to; second++) {
                windows = windows.told(new Interval(
                        second,
                        second,
                        List.of(each.requests.series()),
                        List.of(),
                        GeneratorHealth.NONE,
                        List.of(),
                        List.of(),
                        each.users));
            }
        }
        return windows;
    }

    private LoadTestStatus status(@Nullable Report report, @Nullable Verdict verdict) {
        return Statuses.of(
                new Situation(
                        generation,
                        previous,
                        phase,
                        run,
                        runners,
                        report,
                        verdict,
                        trouble,
                        reportRef,
                        history == null ? List.of() : history,
                        awaited),
                now);
    }
}
