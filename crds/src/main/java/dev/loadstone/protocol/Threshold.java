package dev.loadstone.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
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
 * @param custom name of the test's own metric, where {@code metric} is one; else null
 * @param scenario only what users of this scenario did; null for all
 * @param phase only what happened in this phase; null for all measured ones
 * @param group name of the group whose time it is, where {@code metric} is that; else null
 * @param check only checks of this name; null for all
 * @param window the limit holds for each window of this length, not for the whole; null for the whole
 * @param noData what to say without any sample
 * @param satisfiedMicros the response time up to which a user is satisfied, where {@code metric} is apdex; else 0
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
        boolean abort,
        @Nullable String custom,
        @Nullable String scenario,
        @Nullable String phase,
        @Nullable String group,
        @Nullable String check,
        @Nullable Window window,
        NoData noData,
        Long satisfiedMicros) {

    @JsonCreator
    public Threshold {
        noData = noData == null ? NoData.INCONCLUSIVE : noData;
        satisfiedMicros = satisfiedMicros == null ? 0 : satisfiedMicros;
        Objects.requireNonNull(metric, "metric is null");
        Objects.requireNonNull(name, "name is null");
        if (metric != Metric.CUSTOM && metric.isTime() != (stat != null)) {
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
        requireFor(custom != null, metric, Metric.CUSTOM, "the name of a metric");
        requireFor(group != null, metric, Metric.GROUP_TIME, "a group");
        requireFor(satisfiedMicros > 0, metric, Metric.APDEX, "a time up to which users are satisfied");
    }

    /** A limit on the whole of the results, of all scenarios and phases. */
    public Threshold(
            String name,
            Metric metric,
            @Nullable Statistic stat,
            @Nullable String request,
            @Nullable Double max,
            @Nullable Double min,
            long minSamples,
            boolean fatal,
            boolean abort) {
        this(
                name,
                metric,
                stat,
                request,
                max,
                min,
                minSamples,
                fatal,
                abort,
                null,
                null,
                null,
                null,
                null,
                null,
                NoData.INCONCLUSIVE,
                0L);
    }

    private static void requireFor(boolean given, Metric metric, Metric owner, String what) {
        if (given != (metric == owner)) {
            throw new IllegalArgumentException(
                    metric.word() + (given ? " takes no " : " needs ") + what.replace("a ", ""));
        }
    }

    /**
     * A span that slides over the run by the second.
     *
     * @param lengthMillis whole seconds
     * @param forMillis only windows that miss in a row for this long are a miss; 0 for the first one
     */
    public record Window(long lengthMillis, long forMillis) {
        public Window {
            if (lengthMillis < 1000 || lengthMillis % 1000 != 0 || forMillis < 0) {
                throw new IllegalArgumentException("not a window: " + lengthMillis + " ms, for " + forMillis + " ms");
            }
        }
    }

    /** What a limit means of which nothing was measured. */
    public enum NoData {
        /** There is no verdict. */
        INCONCLUSIVE,
        /** It held. */
        PASS,
        /** It was missed. */
        FAIL
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
        REQUEST_RATE("requestRate"),
        /** From the write of a request to the first byte of its response. */
        TIME_TO_FIRST_BYTE("timeToFirstByte"),
        /** Opening of a connection. */
        CONNECT_TIME("connectTime"),
        /** From the due time of an iteration to its end; only of completed ones. */
        ITERATION_TIME("iterationTime"),
        /** Of a group, from its begin to its end. */
        GROUP_TIME("groupTime"),
        /** Iterations that were due and not dropped, over those that were due. */
        ARRIVALS_KEPT("arrivalsKept"),
        /** Users at work at once, at most. */
        IN_FLIGHT("inFlight"),
        /** Satisfied users and half of the tolerating ones, over all: those up to a time, and up to four times that. */
        APDEX("apdex"),
        /** A metric of the test's own. */
        CUSTOM("custom");

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
            return switch (this) {
                case RESPONSE_TIME, SERVICE_TIME, TIME_TO_FIRST_BYTE, CONNECT_TIME, ITERATION_TIME, GROUP_TIME -> true;
                case ERROR_RATE, CHECK_RATE, REQUEST_RATE, ARRIVALS_KEPT, IN_FLIGHT, APDEX, CUSTOM -> false;
            };
        }
    }
}
