package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.GeneratorStatus;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.ResultsStatus;
import org.jspecify.annotations.Nullable;

/** What a request of a test has cost its runners, as its last run tells. */
final class MeasuredCost {
    /** With fewer requests, or fewer a second, what a runner takes when it has nothing to do would count for them. */
    private static final long LEAST_REQUESTS = 10_000;

    private static final long LEAST_RATE = 200;

    private MeasuredCost() {}

    /** CPU microseconds per request; null where the last run has not shown it. */
    static @Nullable Double of(@Nullable LoadTestStatus last) {
        ResultsStatus results = last == null ? null : last.results();
        GeneratorStatus generator = last == null ? null : last.generator();
        if (results == null || generator == null || generator.cpuMillis() <= 0) {
            return null;
        }
        long requests = results.completed() + results.failed();
        return requests < LEAST_REQUESTS || results.ratePerSecond() < LEAST_RATE
                ? null
                : generator.cpuMillis() * 1000.0 / requests;
    }
}
