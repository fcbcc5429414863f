package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.ExponentialSpec;
import dev.loadstone.api.v1alpha1.LogNormalSpec;
import dev.loadstone.api.v1alpha1.NormalSpec;
import dev.loadstone.api.v1alpha1.ThinkSpec;
import dev.loadstone.protocol.ThinkStep;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plans a {@code think} step. */
final class Thinks {
    private static final String LONGEST = "24h";
    private static final ThinkStep NONE = new ThinkStep(0, 0);

    private Thinks() {}

    static ThinkStep plan(ThinkSpec spec, Place place) {
        boolean between = spec.min() != null || spec.max() != null;
        long ways = Stream.of(
                        spec.duration(), between ? spec : null, spec.exponential(), spec.normal(), spec.logNormal())
                .filter(Objects::nonNull)
                .count();
        if (ways != 1 || (spec.min() == null) != (spec.max() == null)) {
            place.wrong("think has exactly one of duration, min and max, exponential, normal, logNormal");
            return NONE;
        }
        if (spec.exponential() != null) {
            return exponential(spec.exponential(), place.field("exponential"));
        }
        if (spec.normal() != null) {
            return normal(spec.normal(), place.field("normal"));
        }
        if (spec.logNormal() != null) {
            return logNormal(spec.logNormal(), place.field("logNormal"));
        }
        if (spec.duration() != null) {
            long fixed = millis(spec.duration(), place.field("duration"), "0s");
            return new ThinkStep(fixed, fixed);
        }
        long min = millis(spec.min(), place.field("min"), "0s");
        long max = millis(spec.max(), place.field("max"), "0s");
        if (min > max) {
            place.wrong("min " + spec.min() + " is above max " + spec.max());
        }
        return new ThinkStep(Math.min(min, max), max);
    }

    private static ThinkStep exponential(ExponentialSpec spec, Place place) {
        long mean = millis(spec.mean(), place.field("mean"), "1ms");
        long max = orLongest(spec.max(), place.field("max"));
        if (mean > max) {
            place.wrong("mean " + spec.mean() + " is above max " + spec.max());
        }
        return new ThinkStep(0, max, new ThinkStep.Exponential(Math.max(1, mean)));
    }

    private static ThinkStep normal(NormalSpec spec, Place place) {
        long mean = millis(spec.mean(), place.field("mean"), "0s");
        long deviation = millis(spec.stdDev(), place.field("stdDev"), "0s");
        long min = spec.min() == null ? 0 : millis(spec.min(), place.field("min"), "0s");
        long max = orLongest(spec.max(), place.field("max"));
        if (mean < min || mean > max) {
            place.wrong("mean " + spec.mean() + " is not between min and max");
        }
        return new ThinkStep(Math.min(min, max), max, new ThinkStep.Normal(mean, deviation));
    }

    private static ThinkStep logNormal(LogNormalSpec spec, Place place) {
        long median = millis(spec.median(), place.field("median"), "1ms");
        long p95 = millis(spec.p95(), place.field("p95"), "1ms");
        long max = orLongest(spec.max(), place.field("max"));
        if (median > p95) {
            place.wrong("median " + spec.median() + " is above p95 " + spec.p95());
        } else if (p95 > max) {
            place.wrong("p95 " + spec.p95() + " is above max " + spec.max());
        }
        long least = Math.max(1, median);
        return new ThinkStep(0, max, new ThinkStep.LogNormal(least, Math.max(least, p95)));
    }

    private static long orLongest(@Nullable String text, Place place) {
        return millis(text == null ? LONGEST : text, place, "0s");
    }

    private static long millis(@Nullable String text, Place place, String least) {
        return place.has(text)
                ? place.parsed(0L, () -> Durations.millis(Objects.requireNonNull(text), least, LONGEST))
                : 0;
    }
}
