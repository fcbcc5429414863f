package dev.loadstone.runner.scenario;

import java.util.Objects;

/** What the times of a group are reported under. */
public record GroupName(String scenario, String group) {
    public GroupName {
        Objects.requireNonNull(scenario, "scenario is null");
        Objects.requireNonNull(group, "group is null");
    }
}
