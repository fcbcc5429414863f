package dev.loadstone.operator.verdict;

import dev.loadstone.operator.report.Report;
import dev.loadstone.operator.report.Results;
import dev.loadstone.operator.verdict.Finding.Result;
import dev.loadstone.protocol.CheckCount;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.Threshold;
import dev.loadstone.protocol.Timing;
import java.util.List;
import java.util.Objects;

/** Looks up what came of thresholds. */
public final class Findings {
    private Findings() {}

    /** One for each threshold of the plan, in its order; rates over the time that the furthest runner covers. */
    public static List<Finding> of(Report report) {
        return report.plan().thresholds().stream()
                .map(each -> of(each, report.results(), report.measuredSeconds()))
                .toList();
    }

    /**
     * The same while the load runs: rates over the mean of what the runners cover, since some are a second ahead of
     * others.
     */
    public static List<Finding> live(Report report) {
        return report.plan().thresholds().stream()
                .map(each -> of(each, report.results(), report.meanMeasuredSeconds()))
                .toList();
    }

    private static Finding of(Threshold threshold, Results results, double seconds) {
        String request = threshold.request();
        return switch (threshold.metric()) {
            case RESPONSE_TIME -> time(threshold, results.timing(Timing.RESPONSE_TIME, request));
            case SERVICE_TIME -> time(threshold, results.timing(Timing.SERVICE_TIME, request));
            case ERROR_RATE -> {
                Counts counts = results.counts(request);
                yield ratio(threshold, counts.failed(), counts.ended());
            }
            case CHECK_RATE -> {
                CheckCount checks = results.checkTotal(request);
                yield ratio(threshold, checks.passed(), checks.passed() + checks.failed());
            }
            case REQUEST_RATE -> {
                long ended = results.counts(request).ended();
                yield finding(threshold, seconds == 0 ? 0 : ended / seconds, seconds == 0 ? 0 : ended);
            }
            default -> finding(threshold, 0, 0);
        };
    }

    private static Finding time(Threshold threshold, LatencyHistogram times) {
        return finding(threshold, Objects.requireNonNull(threshold.stat()).ofMicros(times), times.count());
    }

    private static Finding ratio(Threshold threshold, long part, long whole) {
        return finding(threshold, whole == 0 ? 0 : (double) part / whole, whole);
    }

    private static Finding finding(Threshold threshold, double observed, long samples) {
        if (samples < threshold.minSamples()) {
            return new Finding(threshold, Result.NO_DATA, samples == 0 ? 0 : observed, samples);
        }
        Double max = threshold.max();
        Double min = threshold.min();
        boolean missed = max != null && observed > max || min != null && observed < min;
        return new Finding(threshold, missed ? Result.MISSED : Result.HELD, observed, samples);
    }
}
