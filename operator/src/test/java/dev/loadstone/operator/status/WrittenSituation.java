package dev.loadstone.operator.status;

import dev.loadstone.api.v1alpha1.HistoryEntry;
import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.operator.collect.RunnerJournal;
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
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.LatencyHistogram;
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
        @Nullable End end,
        Situation.@Nullable Trouble trouble,
        @Nullable String reportRef,
        @Nullable List<HistoryEntry> history) {

    /** One runner's total. */
    record Runner(
            int runner,
            State state,
            int seconds,
            int activeUsers,
            long startLateMicros,
            @Nullable List<Requests> requests,
            @Nullable GeneratorHealth health) {
        RunnerJournal journal() {
            var total = new Interval(
                    0,
                    seconds - 1,
                    requests == null
                            ? List.of()
                            : requests.stream().map(Requests::series).toList(),
                    List.of(),
                    health == null ? GeneratorHealth.NONE : health);
            var clock = new ClockReading(0, 400, startLateMicros);
            return new RunnerJournal(runner, "boot", 9, state, activeUsers, seconds - 1, false, total, true, clock, "");
        }
    }

    /** Requests of one name; {@code times} says how many took how long. */
    record Requests(
            String phase,
            String name,
            Map<String, Integer> times,
            @Nullable Map<String, Long> errors,
            @Nullable Map<String, CheckCount> checks,
            @Nullable String lag) {
        RequestSeries series() {
            long[] micros = times.entrySet().stream()
                    .flatMapToLong(each -> LongStream.generate(() -> Durations.micros(each.getKey()))
                            .limit(each.getValue()))
                    .toArray();
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
                    2048L * micros.length);
        }
    }

    /** How the run ended; a reason where it did not simply complete. */
    record End(
            @Nullable Reason stopped,
            @Nullable Reason lost,
            @Nullable Reason broken,
            @Nullable String threshold,
            @Nullable String message) {
        RunEnd end() {
            String words = message == null ? "" : message;
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
                : Report.merge(plan, journals.stream().map(Runner::journal).toList());
        Report judged = report == null ? Report.merge(plan, List.of()) : report;
        return status(report, end == null ? null : Judge.judge(judged, end.end()));
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
                        history == null ? List.of() : history),
                now);
    }
}
