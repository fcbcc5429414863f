package dev.loadstone.protocol;

/** A pause drawn uniformly from min to max, both included; they are equal where it is fixed. */
public record ThinkStep(long minMillis, long maxMillis) implements Step {
    public ThinkStep {
        if (minMillis < 0 || maxMillis < minMillis) {
            throw new IllegalArgumentException("not a think time: " + minMillis + " to " + maxMillis + " ms");
        }
    }
}
