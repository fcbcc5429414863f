package dev.loadstone.runner.schedule;

import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.Slice;

/**
 * A Poisson process whose rate is the shard's part of the phase's: the integral of the rate between two arrivals is
 * exponentially distributed with mean 1.
 */
final class PoissonArrivals implements ArrivalSchedule {
    private final RateIntegral integral;
    private final SplitMix random;
    private final int shards;
    private double arrivals;
    private long lastNanos;

    PoissonArrivals(Phase phase, LoadShape.Open load, Slice shard, long seed) {
        integral = new RateIntegral(phase, load);
        shards = shard.stride();
        long stream = SplitMix.mix(seed, ((long) shard.stride() << 32) | shard.offset());
        random = new SplitMix(SplitMix.mix(
                SplitMix.mix(stream, phase.startMillis()), phase.name().hashCode()));
    }

    @Override
    public long nextNanos() {
        arrivals -= Math.log(1 - random.nextUnit()) * shards;
        if (arrivals >= integral.total()) {
            arrivals = Double.POSITIVE_INFINITY;
            return NONE;
        }
        lastNanos = Math.max(lastNanos, integral.nanosAt(arrivals));
        return lastNanos;
    }
}
