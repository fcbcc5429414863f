package dev.loadstone.runner.scenario;

import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.SharedValue;
import dev.loadstone.runner.scenario.feed.Table;
import dev.loadstone.runner.scenario.template.Names;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A plan's scenarios, setup and teardown, compiled for sending. Immutable but for what users share; shared by all loops. */
public final class Program {
    private final List<ScenarioProgram> scenarios;
    private final List<Request> requests;
    private final List<GroupName> groups;
    private final List<MetricName> metrics;
    private final OptionalInt setup;
    private final OptionalInt teardown;
    private final Names names;
    private final Depth depth;
    private final List<Takers> takers;

    Program(
            List<ScenarioProgram> scenarios,
            OptionalInt setup,
            OptionalInt teardown,
            Library library,
            Names names,
            Depth depth,
            List<Takers> takers) {
        this.scenarios = List.copyOf(scenarios);
        this.setup = setup;
        this.teardown = teardown;
        this.names = names;
        this.depth = depth;
        this.takers = List.copyOf(takers);
        requests = List.copyOf(library.requests());
        groups = List.copyOf(library.groups());
        metrics = List.copyOf(library.metrics());
    }

    /** @throws IllegalArgumentException where a variable of the environment is missing, or the plan can't be compiled */
    public static Program compile(RunPlan plan, Materials materials) {
        return new ProgramCompiler(plan, materials).compile();
    }

    /** In the plan's order; then its setup, and then its teardown, where it has them. */
    public List<ScenarioProgram> scenarios() {
        return scenarios;
    }

    /** Index of the setup among the scenarios; none where the plan has none. */
    public OptionalInt setup() {
        return setup;
    }

    /** Index of the teardown among the scenarios; none where the plan has none. */
    public OptionalInt teardown() {
        return teardown;
    }

    /** All requests of all scenarios, each at its index. */
    public List<Request> requests() {
        return requests;
    }

    /** Requests over all scenarios. */
    public int requestCount() {
        return requests.size();
    }

    /** All groups of all scenarios, each at its index. */
    public List<GroupName> groups() {
        return groups;
    }

    /** All metrics of all scenarios, each at its index. */
    public List<MetricName> metrics() {
        return metrics;
    }

    /** Takes what the setup made, once, before any user begins. */
    public void share(Map<String, SharedValue> made) {
        names.shared().share(made);
    }

    Names names() {
        return names;
    }

    List<Table> feeders() {
        return names.feeders();
    }

    /** For each feeder. */
    List<Takers> takers() {
        return takers;
    }

    Depth depth() {
        return depth;
    }

    /** Names that there may be values for. */
    int variableCount() {
        return names.variables().size();
    }
}
