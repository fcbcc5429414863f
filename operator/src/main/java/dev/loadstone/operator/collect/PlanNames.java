package dev.loadstone.operator.collect;

import dev.loadstone.operator.measure.PlanSteps;
import dev.loadstone.protocol.GroupSeries;
import dev.loadstone.protocol.GroupStep;
import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.MetricKind;
import dev.loadstone.protocol.MetricSeries;
import dev.loadstone.protocol.MetricStep;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.RequestKey;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Scenario;
import dev.loadstone.protocol.Step;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a plan names, and a report of it therefore may. */
final class PlanNames {
    private final Set<String> phases;
    private final Map<String, Named> byScenario;

    PlanNames(RunPlan plan) {
        this.phases = plan.phases().stream().map(Phase::name).collect(Collectors.toUnmodifiableSet());
        this.byScenario = plan.scenarios().stream()
                .collect(Collectors.toUnmodifiableMap(Scenario::name, each -> Named.of(PlanSteps.of(each, plan))));
    }

    boolean has(String phase, String scenario) {
        return phases.contains(phase) && byScenario.containsKey(scenario);
    }

    boolean has(RequestKey key) {
        return has(key.phase(), key.scenario())
                && byScenario.get(key.scenario()).requests.contains(key.request());
    }

    boolean has(GroupSeries series) {
        return has(series.phase(), series.scenario())
                && byScenario.get(series.scenario()).groups.contains(series.group());
    }

    boolean has(MetricSeries series) {
        return has(series.phase(), series.scenario())
                && byScenario.get(series.scenario()).metrics.get(series.metric()) == series.kind();
    }

    /** What is named in what users of one scenario do. */
    private record Named(Set<String> requests, Set<String> groups, Map<String, MetricKind> metrics) {
        static Named of(List<Step> steps) {
            var requests = new HashSet<String>();
            var groups = new HashSet<String>();
            var metrics = new HashMap<String, MetricKind>();
            for (Step step : steps) {
                if (step instanceof HttpStep http) {
                    requests.add(http.name());
                } else if (step instanceof GroupStep group) {
                    groups.add(group.name());
                } else if (step instanceof MetricStep metric) {
                    metrics.put(metric.name(), metric.kind());
                }
            }
            return new Named(Set.copyOf(requests), Set.copyOf(groups), Map.copyOf(metrics));
        }
    }
}
