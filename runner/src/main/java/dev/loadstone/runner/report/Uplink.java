package dev.loadstone.runner.report;

import dev.loadstone.protocol.Answer;
import dev.loadstone.protocol.RunnerReport;
import java.util.concurrent.CompletionStage;

/** The way to the operator. */
@FunctionalInterface
public interface Uplink {
    /**
     * Delivers one report; it is tried again, with a higher sequence number, where this fails.
     *
     * @return the answer; {@link NotWantedException} where the operator will take no report of this runner any more,
     *     {@link TooLargeException} where it would take a smaller one
     */
    CompletionStage<Answer> push(RunnerReport report);
}
