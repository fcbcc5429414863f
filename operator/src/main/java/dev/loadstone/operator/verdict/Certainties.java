package dev.loadstone.operator.verdict;

import dev.loadstone.operator.measure.Results;
import dev.loadstone.operator.measure.Selection;
import dev.loadstone.operator.report.Report;
import dev.loadstone.operator.verdict.Finding.Result;
import dev.loadstone.protocol.CheckCount;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.Threshold;
import java.util.List;
import java.util.Map;

/** Finds what speaks against the target even where the generator was the bottleneck: lag makes slow, but not wrong. */
final class Certainties {
    private final Results results;
    private final TimedChecks timed;

    private Certainties(Results results, TimedChecks timed) {
        this.results = results;
        this.timed = timed;
    }

    static Certainties of(Report report) {
        return new Certainties(report.results(), TimedChecks.of(report.plan()));
    }

    /** Whether a Fail threshold is missed by wrong answers alone. */
    boolean missed(List<Finding> findings) {
        return findings.stream().anyMatch(this::missed);
    }

    private boolean missed(Finding finding) {
        Threshold threshold = finding.threshold();
        if (!threshold.fatal() || finding.result() != Result.MISSED || !finding.isBeyondLimit()) {
            return false;
        }
        Selection selection = Selection.of(threshold);
        Results selected = results.select(selection);
        return switch (threshold.metric()) {
            case CHECK_RATE -> checksMissed(threshold, selection, selected);
            case ERROR_RATE -> errorsMissed(finding, selected);
            // Lateness, or what may be a time: how many end in a second, how many are at work, how they felt.
            case RESPONSE_TIME,
                    SERVICE_TIME,
                    TIME_TO_FIRST_BYTE,
                    CONNECT_TIME,
                    ITERATION_TIME,
                    GROUP_TIME,
                    REQUEST_RATE,
                    ARRIVALS_KEPT,
                    IN_FLIGHT,
                    APDEX,
                    CUSTOM -> false;
        };
    }

    private boolean errorsMissed(Finding finding, Results selected) {
        Double max = finding.threshold().max();
        long ended = selected.counts().ended();
        long wrong = wrong(selected);
        if (finding.threshold().window() != null) {
            return max != null
                    && finding.observed() > max
                    && wrong == selected.counts().failed();
        }
        return max != null && ended > 0 && (double) wrong / ended > max;
    }

    private boolean checksMissed(Threshold threshold, Selection selection, Results selected) {
        Double min = threshold.min();
        CheckCount all = selected.checkTotal(selection);
        long late = selected.requests().stream()
                .mapToLong(each -> timed.failures(each, selection.check()))
                .sum();
        if (threshold.window() != null || min == null) {
            return late == 0;
        }
        return (double) (all.passed() + late) / (all.passed() + all.failed()) < min;
    }

    /** Whether no request brought anything but a wrong answer. */
    boolean allWrong() {
        Counts counts = results.counts();
        return counts.ended() > 0 && wrong(results) == counts.ended();
    }

    private long wrong(Results selected) {
        return selected.requests().stream().mapToLong(this::wrong).sum();
    }

    private long wrong(RequestSeries series) {
        return series.errors().entrySet().stream()
                .filter(each -> isWrong(series, each.getKey().kind()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Too late is what a generator without time makes of any answer. */
    private boolean isWrong(RequestSeries series, ErrorClass.Kind kind) {
        return switch (kind) {
            case STATUS, CAPTURE, DNS, POLICY, TLS, PROTOCOL, BODY, REDIRECT -> true;
            case CHECK -> !timed.mayFail(series.key().request());
            case TIMEOUT, CONNECT, CLOSED -> false;
        };
    }
}
