package dev.loadstone.protocol;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A limit on one figure of the results.
 *
 * @param stat which figure of a time; null for ratios and rates
 * @param request only requests of this name; null for all
 * @param max the figure is at most this, and
 * @param min at least this; one of the two may be null. Times are in microseconds, ratios from 0 to 1, rates per second
 * @param minSamples with fewer samples there is no verdict on it
 * @param fatal a miss fails the run; else it is only reported
 * @param abort a miss ends the run at once
 */
public record Threshold(
        String name,
        Metric metric,
        @Nullable Statistic stat,
        @Nullable String request,
        @Nullable Double max,
        @Nullable Double min,
        long minSamples,
        boolean fatal,
        boolean abort) {

    public Threshold {
        Objects.requireNonNull(metric, "metric is null");
        Objects.requireNonNull(name, "name is null");
        if (metric.isTime() != (stat != null)) {
            throw new IllegalArgumentException(
                    metric.isTime() ? metric.word() + " needs a stat, such as p95" : metric.word() + " takes no stat");
        }
        if (max != null && !Double.isFinite(max) || min != null && !Double.isFinite(min)) {
            throw new IllegalArgumentException("a limit is a number: max " + max + ", min " + min);
        }
        if (max == null && min == null) {
            throw new IllegalArgumentException("a threshold has max, min or both");
        }
        if (minSamples < 1) {
            throw new IllegalArgumentException("minSamples is below 1: " + minSamples);
        }
    }

    /** What is limited. */
    public enum Metric {
        /** From the due time of a request to the last byte of its response. */
        RESPONSE_TIME("responseTime"),
        /** From the write of a request to the last byte of its response. */
        SERVICE_TIME("serviceTime"),
        /** Failed requests over requests that ended. */
        ERROR_RATE("errorRate"),
        /** Passed checks over all checks. */
        CHECK_RATE("checkRate"),
        /** Requests that ended, per second. */
        REQUEST_RATE("requestRate");

        private final String word;

        Metric(String word) {
            this.word = word;
        }

        /** The word in a manifest. */
        public String word() {
            return word;
        }

        /** Whether it is a distribution of times, of which a statistic is taken. */
        public boolean isTime() {
            return this == RESPONSE_TIME || this == SERVICE_TIME;
        }
    }
}
