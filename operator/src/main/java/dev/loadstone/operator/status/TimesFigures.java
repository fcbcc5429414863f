package dev.loadstone.operator.status;

import dev.loadstone.api.v1alpha1.TimesStatus;
import dev.loadstone.protocol.LatencyHistogram;
import org.jspecify.annotations.Nullable;

/** Figures of a distribution of times, as a status tells them. */
final class TimesFigures {
    private TimesFigures() {}

    /** Null without a sample. */
    static @Nullable TimesStatus of(LatencyHistogram times) {
        return times.count() == 0
                ? null
                : new TimesStatus(
                        times.minMicros(),
                        times.meanMicros(),
                        times.percentileMicros(50),
                        times.percentileMicros(75),
                        times.percentileMicros(90),
                        times.percentileMicros(95),
                        times.percentileMicros(99),
                        times.percentileMicros(99.9),
                        times.maxMicros());
    }
}
