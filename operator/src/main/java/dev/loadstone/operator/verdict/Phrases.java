package dev.loadstone.operator.verdict;

import dev.loadstone.operator.measure.Results;
import dev.loadstone.operator.measure.Selection;
import dev.loadstone.operator.measure.Worst;
import dev.loadstone.operator.report.Figures;
import dev.loadstone.operator.report.Report;
import dev.loadstone.protocol.CheckCount;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.Threshold;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts findings into words: {@code p99 of order 1.91 s > 800 ms (12,204 samples)}. */
final class Phrases {
    private static final int SHOWN_FINDINGS = 5;
    private static final int SHOWN_CLASSES = 4;

    private Phrases() {}

    /** The first few findings, each as this phrase. */
    static String list(List<Finding> findings, Function<Finding, String> phrase) {
        String first = findings.stream().limit(SHOWN_FINDINGS).map(phrase).collect(Collectors.joining("; "));
        int more = findings.size() - SHOWN_FINDINGS;
        return more > 0 ? first + "; and " + more + " more" : first;
    }

    static String missed(Finding finding, Results results) {
        Threshold threshold = finding.threshold();
        Double max = threshold.max();
        Double min = threshold.min();
        boolean above = max != null && finding.observed() > max;
        if (!finding.isBeyondLimit()) {
            return tooFew(finding);
        }
        double limit = above ? max : Objects.requireNonNull(min);
        return subject(threshold) + " " + Figures.beside(finding.unit(), finding.observed(), limit)
                + (above ? " > " : " < ") + Figures.limit(finding.unit(), limit) + details(finding, results);
    }

    static String tooFew(Finding finding) {
        Worst window = finding.window();
        if (window != null && window.reading() == null && window.samples() == 0) {
            return subject(finding.threshold()) + ": no whole window with a sample";
        }
        if (window != null && window.lacking() >= 0) {
            return subject(finding.threshold()) + ": too few samples" + seconds(" from", window.lacking(), finding);
        }
        long samples = window == null ? finding.samples() : window.samples();
        return subject(finding.threshold()) + ": " + Figures.count(samples)
                + (samples == 1 ? " sample of " : " samples of ")
                + Figures.count(finding.threshold().minSamples());
    }

    static String unseen(Finding finding) {
        int last = finding.window() == null ? 0 : finding.window().lastUnseen();
        return subject(finding.threshold()) + ": not up to second " + (last + 1);
    }

    static String untold(Finding finding) {
        return subject(finding.threshold());
    }

    /** {@code status 503: 168, timeout: 3}, the most frequent first. */
    static String errors(Map<ErrorClass, Long> errors) {
        return counted(
                errors.entrySet().stream().map(each -> Map.entry(each.getKey().toString(), each.getValue())));
    }

    /** What kept iterations from going on, the most frequent first. */
    static String stumbles(Map<String, Long> stumbles) {
        return counted(stumbles.entrySet().stream());
    }

    /**
     * {@code  Warning: 1 of 3 runners was lost, and 33 % of the load with it (runner 1 was evicted): the figures are of the others.}
     */
    static String withoutLost(Report report, String how) {
        int lost = report.lost().size();
        int all = report.plan().runners();
        return " Warning: " + lost + " of " + all + (lost == 1 ? " runners was" : " runners were") + " lost, and "
                + Figures.share((double) lost / all) + " of the load with " + (lost == 1 ? "it" : "them") + " (" + how
                + "): the figures are of the others.";
    }

    private static String subject(Threshold threshold) {
        String what =
                switch (threshold.metric()) {
                    case RESPONSE_TIME -> word(threshold);
                    case SERVICE_TIME -> word(threshold) + " service time";
                    case TIME_TO_FIRST_BYTE -> word(threshold) + " time to first byte";
                    case CONNECT_TIME -> word(threshold) + " connect time";
                    case ITERATION_TIME -> word(threshold) + " iteration time";
                    case GROUP_TIME -> word(threshold) + " of group " + threshold.group();
                    case ERROR_RATE -> "errors";
                    case CHECK_RATE -> threshold.check() == null ? "checks" : "check \"" + threshold.check() + "\"";
                    case REQUEST_RATE -> "rate";
                    case ARRIVALS_KEPT -> "arrivals kept";
                    case IN_FLIGHT -> "users at work";
                    case APDEX -> "apdex";
                    case CUSTOM -> (threshold.stat() == null ? "" : word(threshold) + " of ") + threshold.custom();
                };
        return what
                + scope(" of ", threshold.request())
                + scope(" in scenario ", threshold.scenario())
                + scope(" in phase ", threshold.phase())
                + Figures.window(threshold.window());
    }

    private static String word(Threshold threshold) {
        return Objects.requireNonNull(threshold.stat()).word();
    }

    private static String scope(String word, @Nullable String name) {
        return name == null ? "" : word + name;
    }

    private static String details(Finding finding, Results all) {
        Threshold threshold = finding.threshold();
        Selection selection = Selection.of(threshold);
        Results results = all.select(selection);
        String details =
                switch (threshold.metric()) {
                    case RESPONSE_TIME, SERVICE_TIME, TIME_TO_FIRST_BYTE, CONNECT_TIME, GROUP_TIME, APDEX, CUSTOM ->
                        counted(finding.samples(), "sample");
                    case ITERATION_TIME -> counted(finding.samples(), "iteration");
                    case ERROR_RATE -> errors(results.errors());
                    case CHECK_RATE -> checks(results.checks(), selection);
                    case REQUEST_RATE -> counted(finding.samples(), "request");
                    case ARRIVALS_KEPT -> dropped(results.iterationCounts());
                    case IN_FLIGHT -> "";
                };
        String where = where(finding);
        return details.isEmpty() && where.isEmpty()
                ? ""
                : " (" + details + (details.isEmpty() || where.isEmpty() ? "" : "; ") + where + ")";
    }

    private static String where(Finding finding) {
        Worst worst = finding.window();
        return finding.threshold().window() == null || worst == null || worst.from() < 0
                ? ""
                : seconds("worst from", worst.from(), finding);
    }

    private static String seconds(String words, int from, Finding finding) {
        long length = Objects.requireNonNull(finding.threshold().window()).lengthMillis() / 1000;
        return words + " second " + from + " to " + (from + length);
    }

    private static String dropped(Counts iterations) {
        return Figures.count(iterations.dropped()) + " of " + Figures.count(iterations.offered()) + " dropped";
    }

    private static String checks(Map<String, CheckCount> checks, Selection selection) {
        return counted(checks.entrySet().stream()
                .filter(each -> selection.check() == null || each.getKey().equals(selection.check()))
                .map(each ->
                        Map.entry(each.getKey() + " missed", each.getValue().failed())));
    }

    /** {@code 1 request}, {@code 1,200 requests}. */
    static String counted(long count, String what) {
        return Figures.count(count) + " " + what + (count == 1 ? "" : "s");
    }

    private static String counted(Stream<Map.Entry<String, Long>> counts) {
        return counts.filter(each -> each.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(SHOWN_CLASSES)
                .map(each -> each.getKey() + ": " + Figures.count(each.getValue()))
                .collect(Collectors.joining(", "));
    }
}
