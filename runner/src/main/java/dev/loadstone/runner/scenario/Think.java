package dev.loadstone.runner.scenario;

import dev.loadstone.protocol.ThinkStep;
import dev.loadstone.runner.scenario.Behaviour.Next;
import dev.loadstone.runner.schedule.SplitMix;
import org.jspecify.annotations.Nullable;

/** A pause. */
final class Think implements Op {
    private static final double NANOS = 1e6;
    /** So many standard deviations above the mean lie 95 % of a normal distribution. */
    private static final double P95 = 1.6448536269514722;

    private final long minNanos;
    private final long maxNanos;
    private final ThinkStep.Law law;

    Think(ThinkStep step) {
        minNanos = Math.multiplyExact(step.minMillis(), 1_000_000L);
        maxNanos = Math.multiplyExact(step.maxMillis(), 1_000_000L);
        law = step.law();
    }

    @Override
    public @Nullable Next perform(Walk walk) {
        return walk.waitUntil(walk.dueNanos() + nanos(walk.user().random()));
    }

    /** How long it is this time. */
    long nanos(SplitMix random) {
        if (minNanos == maxNanos) {
            return minNanos;
        }
        return switch (law) {
            case ThinkStep.Uniform uniform -> minNanos + random.nextBelow(maxNanos - minNanos + 1);
            case ThinkStep.Exponential(long mean) -> cut(-mean * NANOS * StrictMath.log(1 - random.nextUnit()));
            case ThinkStep.Normal(long mean, long deviation) -> cut((mean + deviation * normal(random)) * NANOS);
            case ThinkStep.LogNormal(long median, long p95) -> {
                double sigma = StrictMath.log((double) p95 / median) / P95;
                yield cut(median * NANOS * StrictMath.exp(sigma * normal(random)));
            }
        };
    }

    private long cut(double nanos) {
        return Math.clamp((long) nanos, minNanos, maxNanos);
    }

    /** Standard normal, by the Box-Muller transform. Strict, so that a seed means the same on every machine. */
    private static double normal(SplitMix random) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextUnit()));
        return radius * StrictMath.cos(2 * Math.PI * random.nextUnit());
    }
}
