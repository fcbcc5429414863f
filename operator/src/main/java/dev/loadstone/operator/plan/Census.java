package dev.loadstone.operator.plan;

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
import dev.loadstone.protocol.Scenario;
import dev.loadstone.protocol.SetStep;
import dev.loadstone.protocol.Step;
import dev.loadstone.protocol.ThinkStep;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the users of each scenario may do, wherever it stands: what there can be figures of. */
final class Census {
    private final Map<String, List<Step>> flows;
    private final Map<String, List<Step>> scenarios = new HashMap<>();

    Census(List<Scenario> scenarios, List<Flow> flows) {
        this.flows = flows.stream().collect(Collectors.toMap(Flow::name, Flow::steps, (first, _) -> first));
        scenarios.forEach(each -> this.scenarios.put(each.name(), all(each)));
    }

    /** The requests of a scenario, or of all. */
    List<HttpStep> requests(@Nullable String scenario) {
        return steps(scenario, HttpStep.class).toList();
    }

    /** Names of the groups of a scenario, or of all. */
    Set<String> groups(@Nullable String scenario) {
        return names(scenario, GroupStep.class, GroupStep::name);
    }

    /** Names of the test's own metrics in a scenario, or in all. */
    Set<String> metrics(@Nullable String scenario) {
        return names(scenario, MetricStep.class, MetricStep::name);
    }

    private <S extends Step> Set<String> names(@Nullable String scenario, Class<S> type, Function<S, String> name) {
        return steps(scenario, type).map(name).collect(Collectors.toCollection(TreeSet::new));
    }

    private <S extends Step> Stream<S> steps(@Nullable String scenario, Class<S> type) {
        Stream<Step> steps = scenario == null
                ? scenarios.values().stream().flatMap(List::stream)
                : scenarios.getOrDefault(scenario, List.of()).stream();
        return steps.filter(type::isInstance).map(type::cast);
    }

    private List<Step> all(Scenario scenario) {
        var all = new ArrayList<>(scenario.steps());
        var reached = new HashSet<String>();
        var open = new ArrayDeque<>(
                scenario.steps().stream().flatMap(Census::called).toList());
        Stream.of(scenario.onStart(), scenario.onStop())
                .filter(Objects::nonNull)
                .forEach(open::add);
        while (!open.isEmpty()) {
            String flow = open.remove();
            if (reached.add(flow)) {
                List<Step> steps = flows.getOrDefault(flow, List.of());
                all.addAll(steps);
                steps.stream().flatMap(Census::called).forEach(open::add);
            }
        }
        return all;
    }

    private static Stream<String> called(Step step) {
        return switch (step) {
            case CallStep(String flow) -> Stream.of(flow);
            case LoopStep(String flow, var _) -> Stream.of(flow);
            case IfStep(var _, String then, var otherwise) ->
                Stream.concat(Stream.of(then), Stream.ofNullable(otherwise));
            case BranchStep(var choices) ->
                choices.stream().map(BranchStep.Choice::flow).filter(Objects::nonNull);
            case ParallelStep(String flow) -> Stream.of(flow);
            case GroupStep(var _, String flow, var _) -> Stream.of(flow);
            case HttpStep _, ThinkStep _, PaceStep _, SetStep _, MetricStep _, ExitStep _ -> Stream.empty();
        };
    }
}
