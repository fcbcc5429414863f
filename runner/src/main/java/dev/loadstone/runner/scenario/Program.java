package dev.loadstone.runner.scenario;

import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Scenario;
import dev.loadstone.protocol.Step;
import dev.loadstone.protocol.ThinkStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
     * @throws IllegalArgumentException where a variable of the environment is missing, or the plan can't be compiled
     */
    public static Program compile(RunPlan plan, Map<String, String> environment) {
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

    private static List<HttpStep> httpSteps(Scenario scenario) {
        return scenario.steps().stream()
                .filter(HttpStep.class::isInstance)
                .map(HttpStep.class::cast)
                .toList();
    }

    /** In the plan's order. */
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

    /** Names that captures set. */
    public int variableCount() {
        return variableCount;
    }
}
