package dev.loadstone.runner.schedule;

import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.Slice;

/** A rate that changes linearly: arrival g is due when the integral of the rate reaches g. */
final class RampArrivals implements ArrivalSchedule {
    private final RateIntegral integral;
    private final int stride;
    private long arrival;
    private long lastNanos;

    RampArrivals(Phase phase, LoadShape.Open load, Slice shard) {
        integral = new RateIntegral(phase, load);
        stride = shard.stride();
        arrival = shard.offset();
    }

    @Override
    public long nextNanos() {
        if (arrival >= integral.count()) {
            return NONE;
        }
        lastNanos = Math.max(lastNanos, integral.nanosAt(arrival));
        arrival += stride;
        return lastNanos;
    }
}
