package dev.loadstone.runner.scenario;

import java.util.List;

/** What a user does in one iteration of a scenario, in this order. */
public record ScenarioProgram(String name, List<Op> ops) {
    public ScenarioProgram {
        ops = List.copyOf(ops);
    }

    public Op op(int index) {
        return ops.get(index);
    }

    public int size() {
        return ops.size();
    }
}
