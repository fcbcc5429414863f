package dev.loadstone.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * A pause. What is drawn is cut to the shortest or the longest one.
 *
 * @param minMillis the shortest
 * @param maxMillis the longest; equal to the shortest where the pause is fixed
 * @param law what it is drawn from; uniform from the shortest to the longest, both included, where nothing is said
 */
public record ThinkStep(long minMillis, long maxMillis, Law law) implements Step {
    @JsonCreator
    public ThinkStep {
        law = law == null ? new Uniform() : law;
        if (minMillis < 0 || maxMillis < minMillis) {
            throw new IllegalArgumentException("not a think time: " + minMillis + " to " + maxMillis + " ms");
        }
    }

    /** Drawn uniformly from min to max. */
    public ThinkStep(long minMillis, long maxMillis) {
        this(minMillis, maxMillis, new Uniform());
    }

    /** A distribution of pauses. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Uniform.class, name = "uniform"),
        @JsonSubTypes.Type(value = Exponential.class, name = "exponential"),
        @JsonSubTypes.Type(value = Normal.class, name = "normal"),
        @JsonSubTypes.Type(value = LogNormal.class, name = "logNormal")
    })
    public sealed interface Law {}

    /** Each pause as likely as the other. */
    public record Uniform() implements Law {}

    /** Many short ones, few long ones: gaps between independent events. */
    public record Exponential(long meanMillis) implements Law {
        public Exponential {
            if (meanMillis < 1) {
                throw new IllegalArgumentException("mean is below 1 ms: " + meanMillis);
            }
        }
    }

    /** Around a mean. */
    public record Normal(long meanMillis, long standardDeviationMillis) implements Law {
        public Normal {
            if (meanMillis < 0 || standardDeviationMillis < 0) {
                throw new IllegalArgumentException(
                        "mean or standard deviation is negative: " + meanMillis + ", " + standardDeviationMillis);
            }
        }
    }

    /** Half of them below the median, 95 % below p95, and a long tail: as people read. */
    public record LogNormal(long medianMillis, long p95Millis) implements Law {
        public LogNormal {
            if (medianMillis < 1 || p95Millis < medianMillis) {
                throw new IllegalArgumentException(
                        "median is below 1 ms or above p95: " + medianMillis + ", " + p95Millis);
            }
        }
    }
}
