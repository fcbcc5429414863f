package dev.loadstone.protocol;

import java.util.Objects;

/** Does the steps of a flow. */
public record CallStep(String flow) implements Step {
    public CallStep {
        Objects.requireNonNull(flow, "flow is null");
    }
}
