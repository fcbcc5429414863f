package dev.loadstone.protocol;

import java.util.Objects;

/** What happened to the iterations of a scenario in a phase; in an open phase each is an arrival. A failed one ended early. */
public record IterationSeries(String phase, String scenario, Counts counts) {
    public IterationSeries {
        Objects.requireNonNull(phase, "phase is null");
        Objects.requireNonNull(scenario, "scenario is null");
        Objects.requireNonNull(counts, "counts is null");
    }

    /** Both together, under this series' key. */
    public IterationSeries plus(IterationSeries other) {
        return new IterationSeries(phase, scenario, counts.plus(other.counts));
    }
}
