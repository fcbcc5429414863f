package dev.loadstone.protocol;

import java.util.Comparator;
import java.util.Objects;

/**
 * What happened to the groups of one name in a scenario and a phase.
 *
 * @param completed reached their end
 * @param failed did not
 * @param time of the completed ones
 */
public record GroupSeries(
        String phase, String scenario, String group, long completed, long failed, LatencyHistogram time) {
    /** By what they are told apart. */
    static final Comparator<GroupSeries> ORDER = Comparator.comparing(GroupSeries::phase)
            .thenComparing(GroupSeries::scenario)
            .thenComparing(GroupSeries::group);

    public GroupSeries {
        Objects.requireNonNull(phase, "phase is null");
        Objects.requireNonNull(scenario, "scenario is null");
        Objects.requireNonNull(group, "group is null");
        Objects.requireNonNull(time, "time is null");
        if (completed < 0 || failed < 0) {
            throw new IllegalArgumentException("a count is negative");
        }
    }

    /** Both together, under this series' key. */
    public GroupSeries plus(GroupSeries other) {
        return new GroupSeries(
                phase,
                scenario,
                group,
                Math.addExact(completed, other.completed),
                Math.addExact(failed, other.failed),
                time.plus(other.time));
    }
}
