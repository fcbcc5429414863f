package dev.loadstone.runner.scenario;

import dev.loadstone.protocol.ThinkStep;

/** A pause. */
public final class Think implements Op {
    private final long minNanos;
    private final long maxNanos;

    Think(ThinkStep step) {
        minNanos = Math.multiplyExact(step.minMillis(), 1_000_000L);
        maxNanos = Math.multiplyExact(step.maxMillis(), 1_000_000L);
    }

    /** How long this user pauses this time. */
    long nanos(UserState user) {
        return minNanos == maxNanos ? minNanos : minNanos + user.random().nextBelow(maxNanos - minNanos + 1);
    }
}
