package dev.loadstone.operator.collect;

import dev.loadstone.protocol.ClockReading;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How late seconds of a runner are when they are taken in. */
final class MergeLag {
    private static final long SECOND = 1_000_000;

    private MergeLag() {}

    /**
     * From the end of the oldest second that is new, by the operator's clock, to now.
     *
     * @param startMicros when the load was to start; 0 where that is not known
     * @return -1 where there is nothing to tell: no second is new
     */
    static long micros(RunnerJournal before, RunnerJournal after, long startMicros, Instant now) {
        ClockReading clock = after.clock();
        if (startMicros == 0 || clock == null || after.received() <= before.received()) {
            return -1;
        }
        long end = startMicros + clock.startLateMicros() + (before.received() + 2) * SECOND;
        return Math.max(0, ChronoUnit.MICROS.between(Instant.EPOCH, now) - end);
    }
}
