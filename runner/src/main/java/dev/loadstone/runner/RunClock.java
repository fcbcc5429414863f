package dev.loadstone.runner;

import java.util.function.LongSupplier;

/** Nanoseconds since the instant at which the run starts, by the monotonic clock; negative before. */
final class RunClock implements LongSupplier {
    private final LongSupplier nanoTime;
    private final long startNanos;

    RunClock(LongSupplier nanoTime, long startNanos) {
        this.nanoTime = nanoTime;
        this.startNanos = startNanos;
    }

    /** That instant, by the monotonic clock itself. */
    long startNanos() {
        return startNanos;
    }

    @Override
    public long getAsLong() {
        return nanoTime.getAsLong() - startNanos;
    }
}
