package dev.loadstone.operator.verdict;

import dev.loadstone.operator.measure.Reading;
import dev.loadstone.operator.measure.Worst;
import dev.loadstone.operator.report.Unit;
import dev.loadstone.protocol.Threshold;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What came of one threshold.
 *
 * @param unit of what is observed and of its limits
 * @param observed 0 where there is no data; of a threshold on windows that of the worst one
 * @param samples that it rests on
 * @param measured whether these are as many as the threshold asks for
 * @param window what is known of the windows; null where the limit is on the whole
 */
public record Finding(
        Threshold threshold,
        Unit unit,
        Result result,
        double observed,
        long samples,
        boolean measured,
        @Nullable Worst window) {
    public Finding {
        Objects.requireNonNull(threshold, "threshold is null");
        Objects.requireNonNull(unit, "unit is null");
        Objects.requireNonNull(result, "result is null");
    }

    /** Whether what was observed is beyond a limit; a miss may also be for want of samples. */
    public boolean isBeyondLimit() {
        return measured && new Reading(observed, samples).misses(threshold);
    }

    /** Whether the limit held. */
    public enum Result {
        HELD,
        MISSED,
        /** Fewer samples than minSamples. */
        NO_DATA,
        /** No window that was seen missed the limit, but not all were seen. */
        UNSEEN,
        /** What it asks for is not in what runners could leave behind. */
        UNTOLD
    }
}
