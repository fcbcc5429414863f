package dev.loadstone.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Objects;

/** How many users do the scenarios, and when they start; always the figures of the whole test, whatever the number of runners. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LoadShape.Open.class, name = "open"),
    @JsonSubTypes.Type(value = LoadShape.Closed.class, name = "closed")
})
public sealed interface LoadShape {

    /**
     * Users arrive at a rate whatever the target does: one iteration each.
     *
     * @param from arrivals per {@code perMillis} at the phase's start; the rate changes linearly
     * @param rate arrivals per {@code perMillis} at the phase's end
     * @param maxUsers users at once over all runners; arrivals beyond
     * @param drop are counted as dropped where true, else queue and keep their due time
     */
    record Open(long from, long rate, long perMillis, Arrivals arrivals, int maxUsers, boolean drop)
            implements LoadShape {
        public Open {
            Objects.requireNonNull(arrivals, "arrivals is null");
            if (from < 0 || rate < 0 || from + rate == 0 || perMillis < 1) {
                throw new IllegalArgumentException("not a rate: " + from + " to " + rate + " per " + perMillis + " ms");
            }
            if (maxUsers < 1) {
                throw new IllegalArgumentException("maxUsers is below 1: " + maxUsers);
            }
        }
    }

    /**
     * A population of users that repeat their scenario; the next iteration starts when the last one ends.
     *
     * @param from users at the phase's start; the population changes linearly
     * @param users users at the phase's end
     * @param iterations of all users together, after which there are no more; 0 for as many as there is time for
     * @param iterationsPerUser after which a user retires; 0 for as many as there is time for
     */
    record Closed(int from, int users, Long iterations, Long iterationsPerUser) implements LoadShape {
        @JsonCreator
        public Closed {
            iterations = iterations == null ? 0 : iterations;
            iterationsPerUser = iterationsPerUser == null ? 0 : iterationsPerUser;
            if (from < 0 || users < 0 || from + users == 0) {
                throw new IllegalArgumentException("not a population: " + from + " to " + users);
            }
            if (iterations < 0 || iterationsPerUser < 0 || iterations > 0 && iterationsPerUser > 0) {
                throw new IllegalArgumentException(
                        "not a number of iterations: " + iterations + ", and " + iterationsPerUser + " per user");
            }
        }

        /** A population that iterates for as long as the phase lasts. */
        public Closed(int from, int users) {
            this(from, users, 0L, 0L);
        }

        /** Users at once, at most. */
        @JsonIgnore
        public int mostUsers() {
            return Math.max(from, users);
        }
    }

    /** How arrivals are spaced. */
    enum Arrivals {
        /** Evenly. */
        UNIFORM,
        /** As a Poisson process: exponential gaps, as independent visitors make them. */
        POISSON
    }
}
