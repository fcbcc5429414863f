package dev.loadstone.operator.collect;

import dev.loadstone.protocol.RunId;
import java.util.Objects;

/** A pod that is the runner of this index in this run: what a push must come from. */
public record RunnerPod(String namespace, RunId run, int index) {
    public RunnerPod {
        Objects.requireNonNull(namespace, "namespace is null");
        Objects.requireNonNull(run, "run is null");
    }
}
