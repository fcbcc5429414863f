package dev.loadstone.runner.scenario;

import dev.loadstone.protocol.BranchStep;
import dev.loadstone.protocol.CallStep;
import dev.loadstone.protocol.ExitStep;
import dev.loadstone.protocol.GroupStep;
import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.IfStep;
import dev.loadstone.protocol.LoopStep;
import dev.loadstone.protocol.MetricStep;
import dev.loadstone.protocol.PaceStep;
import dev.loadstone.protocol.ParallelStep;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Scenario;
import dev.loadstone.protocol.SetStep;
import dev.loadstone.protocol.SharedValue;
import dev.loadstone.protocol.Step;
import dev.loadstone.protocol.ThinkStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/** A plan's scenarios, compiled for sending. Immutable, shared by all loops. */
public final class Program {
    private final List<ScenarioProgram> scenarios;
    private final List<Request> requests;
    private final int variableCount;

    private Program(List<ScenarioProgram> scenarios, List<Request> requests, int variableCount) {
        this.scenarios = List.copyOf(scenarios);
        this.requests = List.copyOf(requests);
        this.variableCount = variableCount;
    }

    /**
     * @param environment where the values are that the plan must not hold
     * @param files the content of the plan's files by their names
     * @throws IllegalArgumentException where a variable of the environment is missing, or the plan can't be compiled
     */
    public static Program compile(RunPlan plan, Map<String, String> environment, Function<String, byte[]> files) {
        var values = Variables.resolve(plan.variables(), environment);
        var slots = new HashMap<String, Integer>();
        var scenarios = new ArrayList<ScenarioProgram>();
        var requests = new ArrayList<Request>();
        for (Scenario scenario : plan.scenarios()) {
            var captured = new HashMap<String, Integer>();
            for (HttpStep step : httpSteps(scenario)) {
                step.captures()
                        .forEach(capture -> captured.put(
                                capture.variable(), slots.computeIfAbsent(capture.variable(), name -> slots.size())));
            }
            var compiler = new RequestCompiler(plan.target(), new Variables(values, captured));
            var ops = new ArrayList<Op>();
            for (Step step : scenario.steps()) {
                switch (step) {
                    case PaceStep s -> throw notYet(s);
                    case SetStep s -> throw notYet(s);
                    case CallStep s -> throw notYet(s);
                    case LoopStep s -> throw notYet(s);
                    case IfStep s -> throw notYet(s);
                    case BranchStep s -> throw notYet(s);
                    case ParallelStep s -> throw notYet(s);
                    case GroupStep s -> throw notYet(s);
                    case MetricStep s -> throw notYet(s);
                    case ExitStep s -> throw notYet(s);
                    case ThinkStep think -> ops.add(new Think(think));
                    case HttpStep http -> {
                        Request request = compiler.compile(http, scenario.name(), requests.size());
                        requests.add(request);
                        ops.add(request);
                    }
                }
            }
            scenarios.add(new ScenarioProgram(scenario.name(), ops));
        }
        return new Program(scenarios, requests, slots.size());
    }

    private static IllegalArgumentException notYet(Step step) {
        return new IllegalArgumentException("can't be compiled: " + step);
    }

    private static List<HttpStep> httpSteps(Scenario scenario) {
        return scenario.steps().stream()
                .filter(HttpStep.class::isInstance)
                .map(HttpStep.class::cast)
                .toList();
    }

    /** In the plan's order; then its setup, and then its teardown, where it has them. */
    public List<ScenarioProgram> scenarios() {
        return scenarios;
    }

    /** All requests of all scenarios, each at its index. */
    public List<Request> requests() {
        return requests;
    }

    /** Requests over all scenarios. */
    public int requestCount() {
        return requests.size();
    }

    /** Index of the setup among the scenarios; none where the plan has none. */
    public OptionalInt setup() {
        return OptionalInt.empty();
    }

    /** Index of the teardown among the scenarios; none where the plan has none. */
    public OptionalInt teardown() {
        return OptionalInt.empty();
    }

    /** All groups of all scenarios, each at its index. */
    public List<GroupName> groups() {
        return List.of();
    }

    /** All metrics of all scenarios, each at its index. */
    public List<MetricName> metrics() {
        return List.of();
    }

    /** Takes what the setup made, once, before any user begins. */
    public void share(Map<String, SharedValue> made) {
        if (!made.isEmpty()) {
            throw new IllegalArgumentException("the plan has no setup");
        }
    }

    /** Names that captures set. */
    int variableCount() {
        return variableCount;
    }
}
