package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.api.v1alpha1.ScenarioSpec;
import dev.loadstone.protocol.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a spec gives names to, for the steps that use them.
 *
 * @param variables of the plan, by name
 * @param feeders by name, with what is known of their columns
 * @param targets names in the spec to names in the plan
 * @param settings which variables steps set, and where
 * @param setupOnly flows that only the setup does: they may set a variable of the plan anew
 * @param conditions the reader of CEL
 * @param metrics of the test's own
 * @param attachments the files of bodies
 */
record Vocabulary(
        Map<String, Variable.Source> variables,
        Map<String, Columns> feeders,
        Map<String, String> targets,
        FlowGraph flows,
        VariableFlow settings,
        Set<String> setupOnly,
        Conditions conditions,
        CustomMetrics metrics,
        Attachments attachments,
        Boundaries boundaries) {

    static Vocabulary of(LoadTestSpec spec, List<Variable> variables, Map<String, Columns> feeders, long seed) {
        var graph = new FlowGraph(spec.flows());
        var sources = new HashMap<String, Variable.Source>();
        variables.forEach(each -> sources.putIfAbsent(each.name(), each.source()));
        return new Vocabulary(
                sources,
                feeders,
                Targets.names(spec),
                graph,
                new VariableFlow(spec, graph),
                setupOnly(spec, graph),
                new Conditions(),
                new CustomMetrics(),
                Attachments.in(spec),
                new Boundaries(seed));
    }

    private static Set<String> setupOnly(LoadTestSpec spec, FlowGraph graph) {
        if (spec.setup() == null) {
            return Set.of();
        }
        Set<String> only = graph.from(spec.setup().flow());
        if (spec.teardown() != null) {
            only.removeAll(graph.from(spec.teardown().flow()));
        }
        for (ScenarioSpec scenario : spec.scenarios()) {
            only.removeAll(graph.reached(scenario.steps()));
            only.removeAll(graph.from(scenario.flow()));
            only.removeAll(graph.from(scenario.onStart()));
            only.removeAll(graph.from(scenario.onStop()));
        }
        return only;
    }
}
