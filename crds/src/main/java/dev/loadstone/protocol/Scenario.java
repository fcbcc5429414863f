package dev.loadstone.protocol;

import java.util.List;
import java.util.Objects;

/** What a user does in one iteration, and how often users do it in relation to the other scenarios' weights. */
public record Scenario(String name, int weight, List<Step> steps) {
    public Scenario {
        Objects.requireNonNull(name, "name is null");
        steps = List.copyOf(steps);
        if (weight < 1) {
            throw new IllegalArgumentException("weight of " + name + " is below 1: " + weight);
        }
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("scenario " + name + " has no step");
        }
    }
}
