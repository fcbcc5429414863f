package dev.loadstone.protocol;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Objects;

/**
 * A stretch of the run with one shape of load.
 *
 * @param startMillis offset from the run's start instant
 * @param warmup kept out of the results and the thresholds
 */
public record Phase(String name, long startMillis, long durationMillis, boolean warmup, LoadShape load) {
    public Phase {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(load, "load is null");
        if (startMillis < 0 || durationMillis < 1) {
            throw new IllegalArgumentException(
                    "phase " + name + " starts at " + startMillis + " for " + durationMillis);
        }
    }

    @JsonIgnore
    public long endMillis() {
        return startMillis + durationMillis;
    }
}
