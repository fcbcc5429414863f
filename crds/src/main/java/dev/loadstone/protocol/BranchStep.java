package dev.loadstone.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Does one of several flows, drawn by weight. */
public record BranchStep(List<Choice> choices) implements Step {
    public BranchStep {
        choices = List.copyOf(choices);
        if (choices.isEmpty()) {
            throw new IllegalArgumentException("a branch has no choice");
        }
    }

    /**
     * One way to go on.
     *
     * @param flow null to do nothing
     */
    public record Choice(@Nullable String flow, int weight) {
        public Choice {
            if (weight < 1) {
                throw new IllegalArgumentException("a weight is below 1: " + weight);
            }
        }
    }
}
