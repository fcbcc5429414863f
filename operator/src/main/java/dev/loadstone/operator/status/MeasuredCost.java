package dev.loadstone.operator.status;

import dev.loadstone.api.v1alpha1.GeneratorStatus;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.ResultsStatus;
import org.jspecify.annotations.Nullable;

/** What a request of a test has cost its runners, as its last run tells. */
public final class MeasuredCost {
    /** With fewer requests, or fewer a second, what a runner takes when it has nothing to do would count for them. */
    private static final long LEAST_REQUESTS = 10_000;

    private static final long LEAST_RATE = 200;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_MILLI = 1e6;

    private MeasuredCost() {}

    /** CPU microseconds per request; null where the last run has not shown it. */
    public static @Nullable Double of(@Nullable LoadTestStatus last) {
        Long nanos = nanos(last);
        return nanos == null ? null : nanos / NANOS_PER_MICRO;
    }

    /** The same in nanoseconds, for a status without results to keep. */
    static @Nullable Long nanos(@Nullable LoadTestStatus last) {
        ResultsStatus results = last == null ? null : last.results();
        if (last != null && results == null) {
            return last.runners() == null ? null : last.runners().requestCpuNanos();
        }
        GeneratorStatus generator = last == null ? null : last.generator();
        if (results == null || generator == null || generator.cpuMillis() <= 0) {
            return null;
        }
        long requests = results.completed() + results.failed();
        return requests < LEAST_REQUESTS || results.ratePerSecond() < LEAST_RATE
                ? null
                : Math.round(generator.cpuMillis() * NANOS_PER_MILLI / requests);
    }
}
