package dev.loadstone.protocol;

import java.util.Objects;

/** Sends all requests of a flow at once, and goes on when all have ended. The flow has no other steps. */
public record ParallelStep(String flow) implements Step {
    public ParallelStep {
        Objects.requireNonNull(flow, "flow is null");
    }
}
