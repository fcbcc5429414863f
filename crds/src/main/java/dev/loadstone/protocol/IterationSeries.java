package dev.loadstone.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What happened to the iterations of a scenario in a phase; in an open phase each is an arrival. A failed one ended early.
 *
 * @param time of the completed ones, from their due time to their end
 * @param errors what kept iterations from going on that was no request's failure, in words, with how often it happened
 */
public record IterationSeries(
        String phase, String scenario, Counts counts, LatencyHistogram time, Map<String, Long> errors) {
    @JsonCreator
    public IterationSeries {
        Objects.requireNonNull(phase, "phase is null");
        Objects.requireNonNull(scenario, "scenario is null");
        Objects.requireNonNull(counts, "counts is null");
        time = time == null ? LatencyHistogram.EMPTY : time;
        errors = errors == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(errors));
        if (errors.values().stream().anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("a count is negative");
        }
    }

    /** Iterations of which only the number is known. */
    public IterationSeries(String phase, String scenario, Counts counts) {
        this(phase, scenario, counts, LatencyHistogram.EMPTY, Map.of());
    }

    /** Both together, under this series' key. */
    public IterationSeries plus(IterationSeries other) {
        var errorSums = new TreeMap<>(errors);
        other.errors.forEach((error, count) -> errorSums.merge(error, count, Math::addExact));
        return new IterationSeries(phase, scenario, counts.plus(other.counts), time.plus(other.time), errorSums);
    }
}
