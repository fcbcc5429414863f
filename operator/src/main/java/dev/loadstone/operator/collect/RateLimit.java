package dev.loadstone.operator.collect;

import java.util.function.LongSupplier;

/** Lets each key through so many times a second, with bursts up to a bound; remembers a bounded number of keys. */
final class RateLimit {
    private static final int KEYS = 10_000;

    private final long gapNanos;
    private final long burstNanos;
    private final LongSupplier nanoTime;
    /** By key the time at which its allowance is whole again. */
    private final RecentEntries<String, Long> wholeAt = new RecentEntries<>(KEYS);

    RateLimit(int perSecond, int burst, LongSupplier nanoTime) {
        this.gapNanos = 1_000_000_000L / perSecond;
        this.burstNanos = gapNanos * burst;
        this.nanoTime = nanoTime;
    }

    synchronized boolean allows(String key) {
        long now = nanoTime.getAsLong();
        long debt = Math.max(0, wholeAt.getOrDefault(key, now) - now) + gapNanos;
        if (debt > burstNanos) {
            return false;
        }
        wholeAt.put(key, now + debt);
        return true;
    }
}
