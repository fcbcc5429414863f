package dev.loadstone.operator.verdict;

import dev.loadstone.operator.measure.PlanSteps;
import dev.loadstone.operator.measure.Reading;
import dev.loadstone.operator.measure.Spans;
import dev.loadstone.operator.measure.Tally;
import dev.loadstone.operator.measure.Worst;
import dev.loadstone.operator.report.Report;
import dev.loadstone.operator.report.Unit;
import dev.loadstone.operator.verdict.Finding.Result;
import dev.loadstone.protocol.MetricKind;
import dev.loadstone.protocol.Threshold;
import dev.loadstone.protocol.Threshold.Metric;
import dev.loadstone.protocol.Threshold.NoData;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks up what came of thresholds. */
public final class Findings {
    private final Report report;
    private final Map<String, MetricKind> kinds;
    private final boolean live;

    private Findings(Report report, boolean live) {
        this.report = report;
        this.kinds = PlanSteps.metricKinds(report.plan());
        this.live = live;
    }

    /** One for each threshold of the plan, in its order; rates over the time that the furthest runner covers. */
    public static List<Finding> of(Report report) {
        return all(new Findings(report, false));
    }

    /**
     * The same while the load runs: rates over the mean of what the runners cover, since some are a second ahead of others, and
     * nothing is said yet of what may still come.
     */
    public static List<Finding> live(Report report) {
        return all(new Findings(report, true));
    }

    private static List<Finding> all(Findings findings) {
        return findings.report.plan().thresholds().stream().map(findings::of).toList();
    }

    private Finding of(Threshold threshold) {
        if (threshold.metric() == Metric.IN_FLIGHT && threshold.window() == null) {
            return inFlight(threshold, worst(threshold));
        }
        if (threshold.window() != null) {
            return onWindows(threshold, worst(threshold));
        }
        return onWhole(
                threshold,
                Tally.of(threshold, report.results(), report.peakUsers()).reading(threshold, seconds(threshold)));
    }

    /** Those in which what is selected could happen at all. */
    private double seconds(Threshold threshold) {
        Spans spans = Spans.measured(report.plan().phases(), threshold.phase(), threshold.scenario());
        return live
                ? report.runners().stream()
                                .mapToDouble(each -> spans.lengthSeconds(each.seconds()))
                                .sum()
                        / report.contributors()
                : spans.lengthSeconds(report.seconds());
    }

    private Worst worst(Threshold threshold) {
        return report.windows().getOrDefault(threshold.name(), Worst.NONE);
    }

    private Finding onWhole(Threshold threshold, Reading reading) {
        Result result = Untold.is(threshold, reading, report) ? Result.UNTOLD : onKnown(threshold, reading);
        return finding(threshold, result, reading, null);
    }

    private Result onKnown(Threshold threshold, Reading reading) {
        return reading.samples() < threshold.minSamples()
                ? withoutData(threshold)
                : reading.misses(threshold) ? missed(threshold, reading) : Result.HELD;
    }

    /** What only grows may still come to its least, and a rate does where its load does. */
    private Result missed(Threshold threshold, Reading reading) {
        Double max = threshold.max();
        boolean grows = threshold.metric() == Metric.REQUEST_RATE
                || threshold.metric() == Metric.CUSTOM && kinds.get(threshold.custom()) == MetricKind.COUNTER;
        boolean mayCome = live && grows && (max == null || reading.value() <= max);
        return mayCome ? Result.NO_DATA : Result.MISSED;
    }

    private Result withoutData(Threshold threshold) {
        return switch (live ? NoData.INCONCLUSIVE : threshold.noData()) {
            case INCONCLUSIVE -> Result.NO_DATA;
            case PASS -> Result.HELD;
            case FAIL -> Result.MISSED;
        };
    }

    private Finding onWindows(Threshold threshold, Worst worst) {
        Reading reading = worst.reading();
        boolean enough = reading != null && worst.samples() >= threshold.minSamples();
        boolean lacking = worst.lacking() >= 0 && threshold.noData() == NoData.INCONCLUSIVE;
        Result result = worst.missed() && (enough || threshold.noData() == NoData.FAIL)
                ? Result.MISSED
                : worst.lastUnseen() >= 0 ? Result.UNSEEN : enough && !lacking ? Result.HELD : withoutData(threshold);
        return finding(threshold, result, reading == null ? new Reading(0, worst.samples()) : reading, worst);
    }

    /** Where not all seconds were seen, what the runners' totals tell may do: that there were never more. */
    private Finding inFlight(Threshold threshold, Worst worst) {
        Reading seen = worst.reading();
        Double min = threshold.min();
        if (!worst.missed() && worst.lastUnseen() < 0 && min != null && seen != null && seen.value() < min) {
            return finding(threshold, live ? Result.NO_DATA : Result.MISSED, seen, worst);
        }
        Reading most = new Reading(report.peakUsers(), Math.max(1, report.seconds()));
        Double max = threshold.max();
        boolean neverMore = max != null && threshold.min() == null && most.value() <= max;
        return worst.lastUnseen() >= 0 && !worst.missed() && neverMore
                ? finding(threshold, Result.HELD, most, null)
                : onWindows(threshold, worst);
    }

    private Finding finding(Threshold threshold, Result result, Reading reading, @Nullable Worst worst) {
        return new Finding(
                threshold,
                Unit.of(threshold, kinds),
                result,
                reading.value(),
                reading.samples(),
                worst == null ? reading.samples() >= threshold.minSamples() : worst.reading() != null,
                worst);
    }
}
