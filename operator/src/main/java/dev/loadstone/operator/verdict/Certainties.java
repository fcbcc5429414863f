package dev.loadstone.operator.verdict;

import dev.loadstone.operator.report.Results;
import dev.loadstone.operator.verdict.Finding.Result;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.Threshold;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what speaks against the target even where the generator was the bottleneck: lag makes slow, but not wrong. */
final class Certainties {
    private Certainties() {}

    /** Whether a Fail threshold is missed by wrong answers alone. */
    static boolean missed(Results results, List<Finding> findings) {
        return findings.stream().anyMatch(each -> missed(each, results));
    }

    private static boolean missed(Finding finding, Results results) {
        Threshold threshold = finding.threshold();
        if (!threshold.fatal() || finding.result() != Result.MISSED) {
            return false;
        }
        return switch (threshold.metric()) {
            case CHECK_RATE -> true;
            case ERROR_RATE -> {
                Double max = threshold.max();
                String request = threshold.request();
                long ended = results.counts(request).ended();
                yield max != null && ended > 0 && (double) wrong(results, request) / ended > max;
            }
            default -> false;
        };
    }

    /** Whether no request brought anything but a wrong answer. */
    static boolean allWrong(Results results) {
        Counts counts = results.counts();
        return counts.ended() > 0 && wrong(results, null) == counts.ended();
    }

    private static long wrong(Results results, @Nullable String request) {
        return results.errors(request).entrySet().stream()
                .filter(each -> isWrong(each.getKey().kind()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Too late is what a generator without time makes of any answer. */
    private static boolean isWrong(ErrorClass.Kind kind) {
        return switch (kind) {
            case STATUS, CHECK, CAPTURE, DNS, TLS, PROTOCOL, BODY, REDIRECT -> true;
            case TIMEOUT, CONNECT, CLOSED -> false;
        };
    }
}
