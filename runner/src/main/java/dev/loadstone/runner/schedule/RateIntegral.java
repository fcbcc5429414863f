package dev.loadstone.runner.schedule;

import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import java.math.BigInteger;

/**
 * How many arrivals a phase has had by each instant, under a rate that changes linearly, and the inverse of that. Inside, time
 * goes from 0 to 1 and rates are arrivals per phase.
 */
final class RateIntegral {
    private final long startNanos;
    private final long durationNanos;
    private final double from;
    private final double to;
    private final long count;

    RateIntegral(Phase phase, LoadShape.Open load) {
        startNanos = Math.multiplyExact(phase.startMillis(), 1_000_000L);
        durationNanos = Math.multiplyExact(phase.durationMillis(), 1_000_000L);
        double periods = (double) phase.durationMillis() / load.perMillis();
        from = load.from() * periods;
        to = load.rate() * periods;
        count = count(phase, load);
    }

    /** Exact, because one arrival more or less is a difference that a report shows. */
    private static long count(Phase phase, LoadShape.Open load) {
        BigInteger twicePer = BigInteger.valueOf(load.perMillis()).shiftLeft(1);
        return BigInteger.valueOf(load.from())
                .add(BigInteger.valueOf(load.rate()))
                .multiply(BigInteger.valueOf(phase.durationMillis()))
                .add(twicePer)
                .subtract(BigInteger.ONE)
                .divide(twicePer)
                .longValueExact();
    }

    /** Arrivals, numbered from 0, that are due before the phase ends. */
    long count() {
        return count;
    }

    /** The integral up to the phase's end. */
    double total() {
        return (from + to) / 2;
    }

    /** When the integral reaches this value: nanoseconds after the start of the run, always inside the phase. */
    long nanosAt(double arrivals) {
        // A falling ramp is a rising one seen from its end: so no difference of near equals stands under the root.
        double part = from <= to ? rising(from, to, arrivals) : 1 - rising(to, from, total() - arrivals);
        return startNanos + Math.clamp(Math.round(part * durationNanos), 0, durationNanos - 1);
    }

    private static double rising(double low, double high, double arrivals) {
        if (arrivals <= 0) {
            return 0;
        }
        return 2 * arrivals / (low + Math.sqrt(low * low + 2 * (high - low) * arrivals));
    }
}
