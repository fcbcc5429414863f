package dev.loadstone.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Objects;

/**
 * A stretch of the run with one shape of load. Phases may overlap.
 *
 * @param startMillis offset from the run's start instant
 * @param warmup kept out of the results and the thresholds
 * @param scenarios names of those that its users do; empty for all
 */
public record Phase(
        String name, long startMillis, long durationMillis, boolean warmup, LoadShape load, List<String> scenarios) {
    @JsonCreator
    public Phase {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(load, "load is null");
        scenarios = scenarios == null ? List.of() : List.copyOf(scenarios);
        if (startMillis < 0 || durationMillis < 1) {
            throw new IllegalArgumentException(
                    "phase " + name + " starts at " + startMillis + " for " + durationMillis);
        }
    }

    /** A phase whose users do all scenarios. */
    public Phase(String name, long startMillis, long durationMillis, boolean warmup, LoadShape load) {
        this(name, startMillis, durationMillis, warmup, load, List.of());
    }

    @JsonIgnore
    public long endMillis() {
        return startMillis + durationMillis;
    }
}
