package dev.loadstone.protocol;

/**
 * Waits until this long after the instant at which the same step last let the user pass. The first time it lets pass at once;
 * whoever is late passes at once too, and the spacing counts from then.
 */
public record PaceStep(long everyMillis) implements Step {
    public PaceStep {
        if (everyMillis < 1) {
            throw new IllegalArgumentException("not a pace: every " + everyMillis + " ms");
        }
    }
}
