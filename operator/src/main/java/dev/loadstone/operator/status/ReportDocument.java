package dev.loadstone.operator.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.loadstone.operator.measure.Worst;
import dev.loadstone.operator.report.RunnerPart;
import dev.loadstone.operator.verdict.Finding;
import dev.loadstone.protocol.GeneratorHealth;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Statistic;
import dev.loadstone.protocol.Threshold;
import dev.loadstone.protocol.Threshold.Metric;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole report of a run as machines read it. Field names are stable: version 2 has all of version 1, and more; a change that
 * breaks a reader raises the version too.
 *
 * @param totals of all requests of the measured phases
 * @param requests the same by name, the most frequent first
 * @param series the same by phase, scenario and name, and those of the warm-up
 * @param groups by name, of the measured phases
 * @param groupSeries the same by phase and scenario, and those of the warm-up
 * @param metrics of the test's own by name, of the measured phases
 * @param metricSeries the same by phase and scenario, and those of the warm-up
 * @param peakUsers the sum of the most users at work on each runner
 * @param leftOut what there was no room for, in words; empty in almost every report
 */
record ReportDocument(
        int version,
        Run run,
        Judgement verdict,
        List<Limit> thresholds,
        double measuredSeconds,
        ReportParts.Request totals,
        List<ReportParts.Request> requests,
        List<ReportParts.Series> series,
        List<ReportParts.Phase> phases,
        List<ReportParts.Iterations> iterations,
        List<ReportParts.Group> groups,
        List<ReportParts.Group> groupSeries,
        List<ReportParts.Metric> metrics,
        List<ReportParts.Metric> metricSeries,
        long peakUsers,
        GeneratorHealth generator,
        List<Runner> runners,
        long startSkewMicros,
        List<String> leftOut) {
    static final int VERSION = 2;

    /** Which run of what. */
    record Run(
            String test,
            int number,
            String namespace,
            String name,
            long seed,
            int runners,
            String target,
            List<Phase> phases) {
        static Run of(RunPlan plan) {
            var target = plan.target();
            return new Run(
                    plan.run().test(),
                    plan.run().number(),
                    plan.namespace(),
                    plan.name(),
                    plan.seed(),
                    plan.runners(),
                    target.scheme() + "://" + target.authority() + target.basePath(),
                    plan.phases());
        }
    }

    /** How it ended. */
    record Judgement(String outcome, String reason, String message) {}

    /** A threshold and what came of it; limits and what was observed are in the unit. */
    record Limit(
            String name,
            String metric,
            @Nullable String stat,
            @Nullable String request,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String scenario,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String phase,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String group,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String check,

            String unit,
            @Nullable Double max,
            @Nullable Double min,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Window window,

            String severity,
            String result,
            double observed,
            long samples,
            long minSamples) {
        static Limit of(Finding finding) {
            Threshold threshold = finding.threshold();
            Statistic stat = threshold.stat();
            return new Limit(
                    threshold.name(),
                    threshold.metric() == Metric.CUSTOM
                            ? "custom:" + threshold.custom()
                            : threshold.metric().word(),
                    stat == null ? null : stat.word(),
                    threshold.request(),
                    threshold.scenario(),
                    threshold.phase(),
                    threshold.group(),
                    threshold.check(),
                    finding.unit().word(),
                    threshold.max(),
                    threshold.min(),
                    Window.of(threshold.window(), finding.window()),
                    threshold.fatal() ? "Fail" : "Warn",
                    JudgedThresholds.result(finding),
                    finding.observed(),
                    finding.samples(),
                    threshold.minSamples());
        }
    }

    /** The windows of a threshold; seconds are from the start instant. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Window(
            long lengthSeconds,
            double forSeconds,
            @Nullable Integer worstFromSecond,
            @Nullable Integer unseenUpToSecond,
            @Nullable Integer lackingFromSecond) {
        static @Nullable Window of(Threshold.@Nullable Window window, @Nullable Worst worst) {
            return window == null
                    ? null
                    : new Window(
                            window.lengthMillis() / 1000,
                            window.forMillis() / 1000.0,
                            worst == null || worst.from() < 0 ? null : worst.from(),
                            worst == null || worst.lastUnseen() < 0 ? null : worst.lastUnseen(),
                            worst == null || worst.lacking() < 0 ? null : worst.lacking());
        }
    }

    /** One runner. */
    record Runner(
            int index,
            String state,
            boolean finished,
            boolean agreed,
            int seconds,
            long startLateMicros,
            long roundTripMicros,
            String message,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String source) {
        static Runner of(RunnerPart part) {
            return new Runner(
                    part.runner(),
                    Words.pascal(part.state()),
                    part.isFinal(),
                    part.agreed(),
                    part.seconds(),
                    part.startLateMicros(),
                    part.roundTripMicros(),
                    part.message(),
                    part.summarized() ? "TerminationMessage" : null);
        }
    }
}
