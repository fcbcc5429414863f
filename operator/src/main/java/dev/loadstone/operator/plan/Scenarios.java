package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.FlowSpec;
import dev.loadstone.api.v1alpha1.ScenarioSpec;
import dev.loadstone.api.v1alpha1.StepSpec;
import dev.loadstone.protocol.CallStep;
import dev.loadstone.protocol.Flow;
import dev.loadstone.protocol.Scenario;
import dev.loadstone.protocol.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans {@code spec.flows} and {@code spec.scenarios}. */
final class Scenarios {
    private final Vocabulary vocabulary;

    Scenarios(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    List<Flow> flows(List<FlowSpec> specs, Place place) {
        var names = new Names();
        var planned = new ArrayList<Flow>();
        for (int i = 0; i < specs.size(); i++) {
            FlowSpec spec = specs.get(i);
            Place here = place.element(i);
            if (!here.field("name").has(spec.name())) {
                continue;
            }
            names.take(spec.name(), here);
            if (spec.steps().isEmpty()) {
                here.field("steps").wrong("a flow has at least one step");
            }
            Scope scope = Scope.ofFlow(spec.name(), here, vocabulary);
            planned.add(new Flow(spec.name(), Steps.plan(spec.steps(), here.field("steps"), scope)));
        }
        vocabulary.flows().check(place);
        return planned;
    }

    List<Scenario> scenarios(List<ScenarioSpec> specs, Place place) {
        var names = new Names();
        var planned = new ArrayList<Scenario>();
        for (int i = 0; i < specs.size(); i++) {
            ScenarioSpec spec = specs.get(i);
            Place here = place.element(i);
            if (here.field("name").has(spec.name())) {
                names.take(spec.name(), here);
                List<Step> steps = steps(spec, here, Scope.ofScenario(i, here, vocabulary));
                if (!steps.isEmpty()) {
                    here.parsed(
                            true,
                            () -> planned.add(
                                    new Scenario(spec.name(), spec.weight(), steps, spec.onStart(), spec.onStop())));
                }
            }
        }
        if (specs.isEmpty()) {
            place.wrong("a test has at least one scenario");
        }
        return planned;
    }

    private List<Step> steps(ScenarioSpec spec, Place place, Scope scope) {
        String flow = spec.flow();
        scope.flow(flow, place.field("flow"));
        scope.flow(spec.onStart(), place.field("onStart"));
        scope.flow(spec.onStop(), place.field("onStop"));
        if (flow != null && !spec.steps().isEmpty()) {
            place.wrong("a scenario has exactly one of steps, flow");
        }
        List<Step> steps =
                flow == null ? Steps.plan(spec.steps(), place.field("steps"), scope) : List.of(new CallStep(flow));
        if (flow == null || vocabulary.flows().names().contains(flow)) {
            requireLoad(flow == null ? spec.steps() : vocabulary.flows().steps(flow), flow, place);
        }
        return steps;
    }

    private void requireLoad(List<StepSpec> steps, @Nullable String flow, Place place) {
        boolean unknown = vocabulary
                .flows()
                .all(steps)
                .flatMap(each -> Call.of(each).stream())
                .anyMatch(call ->
                        call.flow() != null && !vocabulary.flows().names().contains(call.flow()));
        if (!unknown && vocabulary.flows().all(steps).allMatch(each -> each.http() == null)) {
            place.field(flow == null ? "steps" : "flow")
                    .wrong("a scenario has at least one http step; this one would make no load");
        }
    }
}
