package dev.loadstone.operator.verdict;

import dev.loadstone.operator.report.Figures;
import dev.loadstone.operator.report.Results;
import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.Threshold;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        boolean above = max != null && finding.observed() > max;
        double limit = above ? max : Objects.requireNonNull(threshold.min());
        return subject(threshold) + " " + Figures.beside(threshold.metric(), finding.observed(), limit)
                + (above ? " > " : " < ") + Figures.limit(threshold.metric(), limit) + details(finding, results);
    }

    static String tooFew(Finding finding) {
        return subject(finding.threshold()) + ": " + Figures.count(finding.samples())
                + (finding.samples() == 1 ? " sample of " : " samples of ")
                + Figures.count(finding.threshold().minSamples());
    }

    /** {@code status 503: 168, timeout: 3}, the most frequent first. */
    static String errors(Map<ErrorClass, Long> errors) {
        return counted(
                errors.entrySet().stream().map(each -> Map.entry(each.getKey().toString(), each.getValue())));
    }

    private static String subject(Threshold threshold) {
        String what =
                switch (threshold.metric()) {
                    case RESPONSE_TIME ->
                        Objects.requireNonNull(threshold.stat()).word();
                    case SERVICE_TIME ->
                        Objects.requireNonNull(threshold.stat()).word() + " service time";
                    case ERROR_RATE -> "errors";
                    case CHECK_RATE -> "checks";
                    case REQUEST_RATE -> "rate";
                    default -> threshold.metric().word();
                };
        return threshold.request() == null ? what : what + " of " + threshold.request();
    }

    private static String details(Finding finding, Results results) {
        String request = finding.threshold().request();
        String details =
                switch (finding.threshold().metric()) {
                    case RESPONSE_TIME, SERVICE_TIME ->
                        Figures.count(finding.samples()) + (finding.samples() == 1 ? " sample" : " samples");
                    case ERROR_RATE -> errors(results.errors(request));
                    case CHECK_RATE ->
                        counted(results.checks(request).entrySet().stream()
                                .map(each -> Map.entry(
                                        each.getKey() + " missed",
                                        each.getValue().failed())));
                    case REQUEST_RATE -> Figures.count(finding.samples()) + " requests";
                    default -> "";
                };
        return details.isEmpty() ? "" : " (" + details + ")";
    }

    private static String counted(Stream<Map.Entry<String, Long>> counts) {
        return counts.filter(each -> each.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(SHOWN_CLASSES)
                .map(each -> each.getKey() + ": " + Figures.count(each.getValue()))
                .collect(Collectors.joining(", "));
    }
}
