package dev.loadstone.operator.verdict;

import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.operator.measure.Results;
import dev.loadstone.operator.report.Figures;
import dev.loadstone.operator.report.Report;
import dev.loadstone.operator.verdict.Doubts.Doubt;
import dev.loadstone.operator.verdict.Finding.Result;
import dev.loadstone.protocol.Timing;
import java.util.List;
import java.util.Optional;

/** Says how a run ended: Passed only where the data is whole, the generator was sound, and every threshold held. */
public final class Judge {
    private Judge() {}

    public static Verdict judge(Report report, RunEnd end) {
        return byEnd(report, end).saying(Stumbles.sentence(report.results())).saying(Bequest.sentence(report));
    }

    private static Verdict byEnd(Report report, RunEnd end) {
        List<Finding> findings = Findings.of(report);
        return switch (end) {
            case RunEnd.Broken(Reason reason, String message) -> new Verdict(Outcome.ERROR, reason, message, findings);
            case RunEnd.Stopped(Reason reason, String message) ->
                new Verdict(Outcome.ABORTED, reason, message, findings);
            case RunEnd.AbortedByThreshold(String threshold) -> aborted(threshold, report, findings);
            case RunEnd.Lost(Reason reason, String message) ->
                new Verdict(Outcome.INCONCLUSIVE, reason, message, findings);
            case RunEnd.SetupFailed(String message) ->
                new Verdict(Outcome.ERROR, Reason.SETUP_FAILED, "The setup failed: " + message + ".", findings);
            case RunEnd.Completed _ -> byData(report, findings);
            case RunEnd.EndedByTest(String message) ->
                byData(report, findings).saying(" Ended by " + message + ", before its last phase was over.");
            case RunEnd.Reduced(RunEnd run, var _, String message) ->
                byEnd(report, run).saying(Phrases.withoutLost(report, message));
            case RunEnd.TeardownFailed(RunEnd run, String message) ->
                byEnd(report, run).saying(" Warning: the teardown failed: " + message + ".");
        };
    }

    private static Verdict byData(Report report, List<Finding> findings) {
        return Doubts.of(report).map(doubt -> doubtful(doubt, report, findings)).orElseGet(() -> byThresholds(
                        report.results(), findings, report.ratePerSecond())
                .saying(Saturation.warning(report)));
    }

    private static Verdict doubtful(Doubt doubt, Report report, List<Finding> findings) {
        Results results = report.results();
        Certainties certainties = Certainties.of(report);
        if (doubt.isOfGenerator() && certainties.missed(findings)) {
            String message = thresholdsFailed(results, findings) + Saturation.besides(report);
            return new Verdict(Outcome.FAILED, Reason.THRESHOLDS_FAILED, message, findings);
        }
        if (doubt.isOfGenerator() && certainties.allWrong()) {
            String message = allFailed(results) + Saturation.besides(report);
            return new Verdict(Outcome.FAILED, Reason.ALL_REQUESTS_FAILED, message, findings);
        }
        return new Verdict(Outcome.INCONCLUSIVE, doubt.reason(), doubt.message(), findings);
    }

    /** The first threshold with abort that is missed by what is known now. */
    public static Optional<Finding> aborting(Report report) {
        return Findings.live(report).stream()
                .filter(each -> each.threshold().abort() && each.threshold().fatal())
                .filter(each -> each.result() == Result.MISSED)
                .findFirst();
    }

    private static Verdict byThresholds(Results results, List<Finding> findings, double rate) {
        List<Finding> missed = fatal(findings, Result.MISSED);
        if (missed.isEmpty() && results.counts().completed() == 0) {
            return new Verdict(Outcome.FAILED, Reason.ALL_REQUESTS_FAILED, allFailed(results), findings);
        }
        if (!missed.isEmpty()) {
            return new Verdict(Outcome.FAILED, Reason.THRESHOLDS_FAILED, thresholdsFailed(results, findings), findings);
        }
        if (Stumbles.all(results)) {
            return new Verdict(Outcome.FAILED, Reason.ALL_ITERATIONS_FAILED, Stumbles.allFailed(results), findings);
        }
        String warnings = warnings(findings, results);
        List<Finding> untold = fatal(findings, Result.UNTOLD);
        if (!untold.isEmpty()) {
            String message = untold.size() + " of " + thresholds(findings.size())
                    + " ask for more than the termination messages of runners tell: "
                    + Phrases.list(untold, Phrases::untold) + "; run it again." + warnings;
            return new Verdict(Outcome.INCONCLUSIVE, Reason.DETAIL_LOST, message, findings);
        }
        List<Finding> unseen = fatal(findings, Result.UNSEEN);
        if (!unseen.isEmpty()) {
            String message = "Not all windows of " + unseen.size() + " of " + thresholds(findings.size())
                    + " were seen, since the operator was restarted: " + Phrases.list(unseen, Phrases::unseen)
                    + "; run it again." + warnings;
            return new Verdict(Outcome.INCONCLUSIVE, Reason.WINDOWS_UNSEEN, message, findings);
        }
        List<Finding> unknown = fatal(findings, Result.NO_DATA);
        if (!unknown.isEmpty()) {
            String message = unknown.size() + " of " + thresholds(findings.size()) + " had too few samples: "
                    + Phrases.list(unknown, Phrases::tooFew) + "; run longer, or lower minSamples." + warnings;
            return new Verdict(Outcome.INCONCLUSIVE, Reason.TOO_FEW_SAMPLES, message, findings);
        }
        long judged = findings.stream().filter(each -> each.threshold().fatal()).count();
        Reason reason = judged == 0 ? Reason.NO_THRESHOLDS : Reason.ALL_THRESHOLDS_HELD;
        String all = judged == 0
                ? "Nothing was required of the target"
                : judged == 1 ? "The threshold held" : "All " + judged + " thresholds held";
        return new Verdict(Outcome.PASSED, reason, all + ": " + summary(results, rate) + "." + warnings, findings);
    }

    private static String thresholdsFailed(Results results, List<Finding> findings) {
        List<Finding> missed = fatal(findings, Result.MISSED);
        return missed.size() + " of " + thresholds(findings.size()) + " failed: "
                + Phrases.list(missed, each -> Phrases.missed(each, results)) + "." + warnings(findings, results);
    }

    private static String allFailed(Results results) {
        return "Not one of " + Phrases.counted(results.counts().ended(), "request") + " completed as expected ("
                + Phrases.errors(results.errors()) + "); look at the target, or at what the test asks of it.";
    }

    private static List<Finding> fatal(List<Finding> findings, Result result) {
        return findings.stream()
                .filter(each -> each.threshold().fatal() && each.result() == result)
                .toList();
    }

    private static String thresholds(int count) {
        return count == 1 ? "1 threshold" : count + " thresholds";
    }

    private static String warnings(List<Finding> findings, Results results) {
        List<Finding> missed = findings.stream()
                .filter(each -> !each.threshold().fatal() && each.result() == Result.MISSED)
                .toList();
        return missed.isEmpty() ? "" : " Warning: " + Phrases.list(missed, each -> Phrases.missed(each, results)) + ".";
    }

    private static String summary(Results results, double rate) {
        var counts = results.counts();
        var times = results.timing(Timing.RESPONSE_TIME);
        String classes = Phrases.errors(results.errors());
        return Phrases.counted(counts.ended(), "request") + ", " + Figures.rate(rate) + ", p95 "
                + Figures.time(times.percentileMicros(95)) + ", p99 " + Figures.time(times.percentileMicros(99))
                + ", errors " + Figures.share((double) counts.failed() / Math.max(1, counts.ended()))
                + (classes.isEmpty() ? "" : " (" + classes + ")");
    }

    /** What ended the run is no better known than what any other run was judged by. */
    private static Verdict aborted(String threshold, Report report, List<Finding> findings) {
        String ended = "Ended after " + Figures.time(report.measuredSeconds() * 1e6)
                + " of measured load by the threshold " + threshold;
        String figures = findings.stream()
                .filter(each -> each.threshold().name().equals(threshold) && each.result() == Result.MISSED)
                .findFirst()
                .map(each -> ": " + Phrases.missed(each, report.results()))
                .orElse("");
        var failed = new Verdict(Outcome.FAILED, Reason.ABORTED_BY_THRESHOLD, ended + figures + ".", findings);
        return Doubts.of(report)
                .map(doubt -> doubtful(doubt, report, findings))
                .map(verdict -> verdict.outcome() == Outcome.FAILED
                        ? failed.saying(Saturation.besides(report))
                        : verdict.saying(" " + ended + "."))
                .orElseGet(() -> failed.saying(Saturation.warning(report)));
    }
}
