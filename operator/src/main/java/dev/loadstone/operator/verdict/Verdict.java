package dev.loadstone.operator.verdict;

import dev.loadstone.api.v1alpha1.Outcome;
import java.util.List;
import java.util.Objects;

/**
 * How a run ended, why, and what came of each threshold.
 *
 * @param message a sentence that a person can act on
 * @param findings in the order of the plan's thresholds, all of them
 */
public record Verdict(Outcome outcome, Reason reason, String message, List<Finding> findings) {
    public Verdict {
        Objects.requireNonNull(outcome, "outcome is null");
        Objects.requireNonNull(reason, "reason is null");
        Objects.requireNonNull(message, "message is null");
        findings = List.copyOf(findings);
    }

    /** The same verdict with one more sentence, which begins with a space. */
    public Verdict saying(String sentence) {
        return new Verdict(outcome, reason, message + sentence, findings);
    }
}
