package dev.loadstone.runner.report;

import java.time.Clock;
import java.time.temporal.ChronoField;
import java.util.function.LongSupplier;

/** The two clocks of a machine: one that never jumps, one that tells the time of day. */
public record Clocks(LongSupplier monotonic, Clock wall) {
    public static Clocks system() {
        return new Clocks(System::nanoTime, Clock.systemUTC());
    }

    public long nanos() {
        return monotonic.getAsLong();
    }

    /** Since the epoch. */
    public long wallMicros() {
        var now = wall.instant();
        return now.getEpochSecond() * 1_000_000 + now.get(ChronoField.MICRO_OF_SECOND);
    }
}
