package dev.loadstone.protocol;

import java.util.Objects;

/**
 * Does the steps of a flow, and measures how long they take together.
 *
 * @param includeThink whether think times and paces inside count
 */
public record GroupStep(String name, String flow, boolean includeThink) implements Step {
    public GroupStep {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(flow, "flow is null");
    }
}
