package dev.loadstone.runner.report;

import dev.loadstone.protocol.ClockReading;
import org.jspecify.annotations.Nullable;

/** How this machine's clocks stand to the operator's, by the exchange with the shortest round trip so far. */
final class ClockSync {
    /** So many exchanges give a round trip that was not held up by chance. */
    private static final int ENOUGH = 5;

    private static final long LATE_NANOS = 100_000_000;

    private int exchanges;
    private long roundTripNanos = Long.MAX_VALUE;
    private long monotonicOffsetNanos;
    private long wallOffsetMicros;
    private long startLateMicros;

    /**
     * The operator read its clock somewhere between these two instants of the monotonic clock, most likely in the middle.
     *
     * @param wallMicros this machine's wall clock when the answer came
     */
    void exchanged(long sentNanos, long answeredNanos, long wallMicros, long operatorMicros) {
        exchanges++;
        long roundTrip = answeredNanos - sentNanos;
        if (roundTrip < roundTripNanos) {
            roundTripNanos = roundTrip;
            monotonicOffsetNanos = operatorMicros * 1000 - (sentNanos + roundTrip / 2);
            wallOffsetMicros = operatorMicros - (wallMicros - roundTrip / 2000);
        }
    }

    boolean isEnough() {
        return exchanges >= ENOUGH;
    }

    /**
     * The instant of the monotonic clock at which to start: the one that the operator named. A little late, what was due since is
     * caught up with; much later that would be a burst, so that the run moves instead.
     */
    long startNanos(long operatorMicros, long now) {
        long named = monotonicNanos(operatorMicros);
        startLateMicros = Math.max(0, now - named) / 1000;
        return now - named > LATE_NANOS ? now : named;
    }

    /** The instant of the operator's clock on the monotonic clock, which no one sets in mid-run. */
    long monotonicNanos(long operatorMicros) {
        return operatorMicros * 1000 - monotonicOffsetNanos;
    }

    /** Null before the first exchange. */
    @Nullable
    ClockReading reading() {
        return exchanges == 0 ? null : new ClockReading(wallOffsetMicros, roundTripNanos / 1000, startLateMicros);
    }
}
