package dev.loadstone.operator.measure;

import dev.loadstone.protocol.BranchStep;
import dev.loadstone.protocol.CallStep;
import dev.loadstone.protocol.ExitStep;
import dev.loadstone.protocol.Flow;
import dev.loadstone.protocol.GroupStep;
import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.IfStep;
import dev.loadstone.protocol.LoopStep;
import dev.loadstone.protocol.MetricKind;
import dev.loadstone.protocol.MetricStep;
import dev.loadstone.protocol.PaceStep;
import dev.loadstone.protocol.ParallelStep;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Scenario;
import dev.loadstone.protocol.SetStep;
import dev.loadstone.protocol.Step;
import dev.loadstone.protocol.ThinkStep;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the steps that users of a plan may come to, through however many flows. */
public final class PlanSteps {
    private PlanSteps() {}

    /** All that a user of this scenario may do, before, in and after its iterations. */
    public static List<Step> of(Scenario scenario, RunPlan plan) {
        Map<String, List<Step>> flows = plan.flows().stream().collect(Collectors.toMap(Flow::name, Flow::steps));
        var steps = new ArrayList<Step>();
        var ahead = new ArrayDeque<List<Step>>(List.of(scenario.steps()));
        var seen = new HashSet<String>();
        Stream.of(scenario.onStart(), scenario.onStop())
                .filter(Objects::nonNull)
                .filter(seen::add)
                .forEach(flow -> ahead.add(flows.getOrDefault(flow, List.of())));
        while (!ahead.isEmpty()) {
            for (Step step : ahead.remove()) {
                steps.add(step);
                calls(step).filter(seen::add).forEach(flow -> ahead.add(flows.getOrDefault(flow, List.of())));
            }
        }
        return steps;
    }

    /** By name the kind of each metric of the test's own. */
    public static Map<String, MetricKind> metricKinds(RunPlan plan) {
        var kinds = new TreeMap<String, MetricKind>();
        plan.scenarios().stream()
                .flatMap(scenario -> of(scenario, plan).stream())
                .map(step -> step instanceof MetricStep metric ? metric : null)
                .filter(Objects::nonNull)
                .forEach(metric -> kinds.put(metric.name(), metric.kind()));
        return kinds;
    }

    private static Stream<String> calls(Step step) {
        return switch (step) {
            case CallStep(String flow) -> Stream.of(flow);
            case LoopStep loop -> Stream.of(loop.flow());
            case IfStep either -> Stream.of(either.then(), either.otherwise()).filter(Objects::nonNull);
            case BranchStep(List<BranchStep.Choice> choices) ->
                choices.stream().map(BranchStep.Choice::flow).filter(Objects::nonNull);
            case ParallelStep(String flow) -> Stream.of(flow);
            case GroupStep group -> Stream.of(group.flow());
            case HttpStep _, ThinkStep _, PaceStep _, SetStep _, MetricStep _, ExitStep _ -> Stream.empty();
        };
    }
}
