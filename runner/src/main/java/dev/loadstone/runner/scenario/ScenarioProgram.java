package dev.loadstone.runner.scenario;

import java.util.List;
import java.util.Optional;

/** What a user does in one iteration of a scenario, in this order. */
public record ScenarioProgram(String name, List<Op> ops) {
    public ScenarioProgram {
        ops = List.copyOf(ops);
    }

    /** The request that an iteration begins with, where that is known ahead and nothing comes before it. */
    public Optional<Request> firstRequest() {
        return ops.getFirst() instanceof Request first ? Optional.of(first) : Optional.empty();
    }

    Op op(int index) {
        return ops.get(index);
    }

    int size() {
        return ops.size();
    }
}
