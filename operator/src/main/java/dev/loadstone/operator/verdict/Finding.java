package dev.loadstone.operator.verdict;

import dev.loadstone.protocol.Threshold;
import java.util.Objects;

/**
 * What came of one threshold.
 *
 * @param observed in the unit of the threshold's metric; 0 where there is no data
 * @param samples that it rests on
 */
public record Finding(Threshold threshold, Result result, double observed, long samples) {
    public Finding {
        Objects.requireNonNull(threshold, "threshold is null");
        Objects.requireNonNull(result, "result is null");
    }

    /** Whether the limit held. */
    public enum Result {
        HELD,
        MISSED,
        /** Fewer samples than minSamples. */
        NO_DATA
    }
}
