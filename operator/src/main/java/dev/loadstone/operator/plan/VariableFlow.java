package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.api.v1alpha1.ScenarioSpec;
import dev.loadstone.api.v1alpha1.StepSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which variables may be set where steps begin: whatever some way to them sets. Those of the plan are not among them.
 */
final class VariableFlow {
    private final FlowGraph graph;
    private final Map<String, Set<String>> begin = new HashMap<>();
    private final Set<String> inOrder = new HashSet<>();
    private final Map<String, Setting> settings = new HashMap<>();
    private final Map<String, Set<String>> madeByFlow = new HashMap<>();
    private final Set<String> shared;
    private final List<Set<String>> scenarios = new ArrayList<>();

    VariableFlow(LoadTestSpec spec, FlowGraph graph) {
        this.graph = graph;
        shared = spec.setup() == null ? Set.of() : made(spec.setup().flow());
        note(spec, new Place("spec", new ArrayList<>()));
        if (spec.setup() != null) {
            enter(spec.setup().flow(), Set.of());
        }
        if (spec.teardown() != null) {
            enter(spec.teardown().flow(), shared);
        }
        spec.scenarios().forEach(this::enter);
        for (boolean more = true; more; ) {
            more = false;
            for (String flow : List.copyOf(begin.keySet())) {
                more |= pass(graph.steps(flow), begin.get(flow));
            }
        }
    }

    /** What the setup may set, which everybody sees. */
    Set<String> shared() {
        return shared;
    }

    /** What may be set where the steps of a scenario begin. */
    Set<String> atScenario(int index) {
        return scenarios.get(index);
    }

    /** What may be set where a flow begins; of one that nobody calls nothing is known, so all there is. */
    Set<String> atFlow(String name) {
        return begin.getOrDefault(name, settings.keySet());
    }

    /** Whether the requests of a flow only ever go out at once, so that none sees what another captures. */
    boolean isAtOnce(String flow) {
        return begin.containsKey(flow) && !inOrder.contains(flow);
    }

    /** Where a variable is set first, if anywhere. */
    @Nullable
    Setting setting(String name) {
        return settings.get(name);
    }

    /** What a step may set, with all that it calls. */
    Set<String> made(StepSpec step) {
        Set<String> made = Setting.names(step);
        Call.of(step).forEach(each -> made.addAll(made(each.flow())));
        return made;
    }

    private Set<String> made(@Nullable String flow) {
        if (flow == null) {
            return Set.of();
        }
        return madeByFlow.computeIfAbsent(flow, name -> graph.all(graph.steps(name))
                .flatMap(each -> Setting.names(each).stream())
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    private void enter(ScenarioSpec scenario) {
        enter(scenario.onStart(), shared);
        var known = new TreeSet<>(shared);
        known.addAll(made(scenario.onStart()));
        scenarios.add(known);
        enter(scenario.flow(), known);
        pass(scenario.steps(), known);
        var last = new TreeSet<>(known);
        last.addAll(made(scenario.flow()));
        scenario.steps().forEach(each -> last.addAll(made(each)));
        enter(scenario.onStop(), last);
    }

    private void enter(@Nullable String flow, Set<String> known) {
        if (flow != null) {
            inOrder.add(flow);
            add(flow, known);
        }
    }

    private boolean add(String flow, Set<String> known) {
        boolean isNew = !begin.containsKey(flow);
        return begin.computeIfAbsent(flow, _ -> new TreeSet<>()).addAll(known) | isNew;
    }

    /** Whether something new came to where a flow begins that these steps call. */
    private boolean pass(List<StepSpec> steps, Set<String> known) {
        boolean more = false;
        var here = new TreeSet<>(known);
        for (StepSpec step : steps) {
            Set<String> made = made(step);
            for (Call call : Call.of(step)) {
                var there = new TreeSet<>(here);
                switch (call.kind()) {
                    case ONCE -> inOrder.add(call.flow());
                    case AGAIN -> {
                        inOrder.add(call.flow());
                        there.addAll(made);
                    }
                    case AT_ONCE -> {}
                }
                more |= add(call.flow(), there);
            }
            here.addAll(made);
        }
        return more;
    }

    private void note(LoadTestSpec spec, Place root) {
        for (int i = 0; i < spec.flows().size(); i++) {
            note(spec.flows().get(i).steps(), root.field("flows").element(i));
        }
        for (int i = 0; i < spec.scenarios().size(); i++) {
            note(spec.scenarios().get(i).steps(), root.field("scenarios").element(i));
        }
    }

    private void note(List<StepSpec> steps, Place owner) {
        for (int i = 0; i < steps.size(); i++) {
            StepSpec step = steps.get(i);
            String path = owner.field("steps").element(i).path();
            Setting.names(step)
                    .forEach(name -> settings.putIfAbsent(name, new Setting(owner.path(), path, Setting.verb(step))));
        }
    }
}
