package dev.loadstone.runner.schedule;

import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.LoadShape.Arrivals;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.Slice;

/**
 * The due times of one shard of an open phase, ascending, all at or after the phase's start and before its end. The n-th
 * uniform arrival of a shard is arrival {@code shard.global(n)} of the whole plan, due when the integral of the rate reaches
 * that number; Poisson shards are independent streams that together have the whole rate.
 */
public interface ArrivalSchedule {
    /** There are no more. */
    long NONE = Long.MAX_VALUE;

    /** Nanoseconds after the start of the run; {@link #NONE} when there are no more. */
    long nextNanos();

    static ArrivalSchedule of(Phase phase, LoadShape.Open load, Slice shard, long seed) {
        if (load.arrivals() == Arrivals.POISSON) {
            return new PoissonArrivals(phase, load, shard, seed);
        }
        return load.from() == load.rate() ? new EvenArrivals(phase, load, shard) : new RampArrivals(phase, load, shard);
    }
}
