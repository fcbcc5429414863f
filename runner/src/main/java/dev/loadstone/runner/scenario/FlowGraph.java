package dev.loadstone.runner.scenario;

import dev.loadstone.protocol.BranchStep;
import dev.loadstone.protocol.CallStep;
import dev.loadstone.protocol.ExitStep;
import dev.loadstone.protocol.Flow;
import dev.loadstone.protocol.GroupStep;
import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.IfStep;
import dev.loadstone.protocol.LoopStep;
import dev.loadstone.protocol.MetricStep;
import dev.loadstone.protocol.PaceStep;
import dev.loadstone.protocol.ParallelStep;
import dev.loadstone.protocol.SetStep;
import dev.loadstone.protocol.Step;
import dev.loadstone.protocol.ThinkStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.stream.Stream;

/** Which flow calls which. */
final class FlowGraph {
    private static final int DEEPEST = 20;

    private final Map<String, Flow> flows = new HashMap<>();

    FlowGraph(List<Flow> flows) {
        flows.forEach(flow -> this.flows.put(flow.name(), flow));
    }

    /** @throws IllegalArgumentException where flows call each other in a circle, or too deep, or one that there is not */
    void check() {
        flows.keySet().stream().sorted().forEach(flow -> depth(flow, new LinkedHashSet<>(), new HashMap<>()));
    }

    /** @throws IllegalArgumentException where there is no flow of that name */
    List<Step> steps(String flow) {
        Flow found = flows.get(flow);
        if (found == null) {
            throw new IllegalArgumentException("there is no flow \"" + flow + "\"");
        }
        return found.steps();
    }

    /** Names of the flows that a step does. */
    static List<String> called(Step step) {
        return switch (step) {
            case CallStep(String flow) -> List.of(flow);
            case LoopStep loop -> List.of(loop.flow());
            case IfStep choice ->
                Stream.of(choice.then(), choice.otherwise())
                        .filter(Objects::nonNull)
                        .toList();
            case BranchStep(List<BranchStep.Choice> choices) ->
                choices.stream()
                        .map(BranchStep.Choice::flow)
                        .filter(Objects::nonNull)
                        .toList();
            case ParallelStep(String flow) -> List.of(flow);
            case GroupStep group -> List.of(group.flow());
            case HttpStep http -> List.of();
            case ThinkStep think -> List.of();
            case PaceStep pace -> List.of();
            case SetStep set -> List.of();
            case MetricStep metric -> List.of();
            case ExitStep exit -> List.of();
        };
    }

    /** These steps and all of the flows that they lead to, each flow once. */
    List<Step> reachable(List<Step> steps) {
        var all = new ArrayList<>(steps);
        var seen = new LinkedHashSet<String>();
        for (int i = 0; i < all.size(); i++) {
            for (String flow : called(all.get(i))) {
                if (seen.add(flow)) {
                    all.addAll(steps(flow));
                }
            }
        }
        return all;
    }

    /** Whether something that is counted is among them: a request, a group, a metric. */
    boolean counts(List<Step> steps) {
        return reachable(steps).stream()
                .anyMatch(step -> step instanceof HttpStep || step instanceof GroupStep || step instanceof MetricStep);
    }

    /** How deep the steps lead. */
    Depth depth(List<Step> steps) {
        return depth(steps, new LinkedHashSet<>(), new HashMap<>());
    }

    private Depth depth(List<Step> steps, SequencedSet<String> within, Map<String, Depth> known) {
        Depth deepest = Depth.NONE;
        for (Step step : steps) {
            for (String flow : called(step)) {
                Depth below = depth(flow, within, known);
                deepest = deepest.or(new Depth(
                        below.calls() + 1,
                        below.loops() + (step instanceof LoopStep ? 1 : 0),
                        below.groups() + (step instanceof GroupStep ? 1 : 0),
                        0));
            }
        }
        if (deepest.calls() > DEEPEST) {
            throw new IllegalArgumentException("flows call each other more than " + DEEPEST + " deep");
        }
        return deepest;
    }

    private Depth depth(String flow, SequencedSet<String> within, Map<String, Depth> known) {
        Depth found = known.get(flow);
        if (found != null) {
            return found;
        }
        if (!within.add(flow)) {
            throw new IllegalArgumentException(
                    "flows call each other in a circle: " + String.join(" -> ", within) + " -> " + flow);
        }
        Depth depth = depth(steps(flow), within, known);
        within.removeLast();
        known.put(flow, depth);
        return depth;
    }
}
