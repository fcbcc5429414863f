package dev.loadstone.runner.schedule;

import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.Slice;
import java.math.BigInteger;

/**
 * A constant rate: arrival g is due g/rate after the start, cut to the nanosecond. Due times are kept as a whole number and an
 * exact fraction, so that there is neither drift nor a product that overflows.
 */
final class EvenArrivals implements ArrivalSchedule {
    private final long endNanos;
    private final long stepNanos;
    private final long stepFraction;
    private final long denominator;
    private long dueNanos;
    private long fraction;

    EvenArrivals(Phase phase, LoadShape.Open load, Slice shard) {
        long perNanos = Math.multiplyExact(load.perMillis(), 1_000_000L);
        long common = BigInteger.valueOf(perNanos)
                .gcd(BigInteger.valueOf(load.rate()))
                .longValueExact();
        long gapTimesRate = perNanos / common;
        denominator = load.rate() / common;
        long step = Math.multiplyExact(gapTimesRate, (long) shard.stride());
        stepNanos = step / denominator;
        stepFraction = step % denominator;
        long first = gapTimesRate * shard.offset();
        dueNanos = phase.startMillis() * 1_000_000 + first / denominator;
        fraction = first % denominator;
        endNanos = phase.endMillis() * 1_000_000;
    }

    @Override
    public long nextNanos() {
        if (dueNanos >= endNanos) {
            return NONE;
        }
        long due = dueNanos;
        dueNanos += stepNanos;
        fraction += stepFraction;
        if (fraction >= denominator) {
            fraction -= denominator;
            dueNanos++;
        }
        return due;
    }
}
