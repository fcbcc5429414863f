package dev.loadstone.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a user does in one iteration, and how often users do it in relation to the other scenarios' weights.
 *
 * @param onStart name of the flow that a user does before its first iteration; null for none
 * @param onStop name of the flow that a user does after its last one; null for none
 */
public record Scenario(
        String name,
        int weight,
        List<Step> steps,
        @Nullable String onStart,
        @Nullable String onStop) {
    @JsonCreator
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

    /** A scenario whose users have nothing to do before and after. */
    public Scenario(String name, int weight, List<Step> steps) {
        this(name, weight, steps, null, null);
    }
}
