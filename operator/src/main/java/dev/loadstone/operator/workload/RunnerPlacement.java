package dev.loadstone.operator.workload;

import dev.loadstone.api.v1alpha1.RunnersSpec;
import dev.loadstone.api.v1alpha1.TolerationSpec;
import dev.loadstone.api.v1alpha1.TopologySpreadSpec;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where runners may run, in the words of Kubernetes. */
final class RunnerPlacement {
    private RunnerPlacement() {}

    /** Where runners and part differ, the part's word counts. */
    static Map<String, String> nodeSelector(RunnersSpec spec, Part part) {
        var selector = new TreeMap<>(spec.nodeSelector());
        selector.putAll(part.nodeSelector());
        return selector;
    }

    static List<Toleration> tolerations(RunnersSpec spec) {
        return spec.tolerations().stream().map(RunnerPlacement::toleration).toList();
    }

    private static Toleration toleration(TolerationSpec spec) {
        String operator =
                switch (spec.operator()) {
                    case EQUAL -> "Equal";
                    case EXISTS -> "Exists";
                };
        String effect =
                switch (spec.effect()) {
                    case NO_SCHEDULE -> "NoSchedule";
                    case PREFER_NO_SCHEDULE -> "PreferNoSchedule";
                    case NO_EXECUTE -> "NoExecute";
                    case null -> null;
                };
        return new Toleration(effect, spec.key(), operator, spec.tolerationSeconds(), spec.value());
    }

    /**
     * As the spec says; where it says nothing, evenly over the nodes as far as can be.
     *
     * @param instance what all runners of the run are labelled with, those of all parts
     */
    static List<TopologySpreadConstraint> spread(RunnersSpec spec, String instance) {
        LabelSelector runners = new LabelSelectorBuilder()
                .withMatchLabels(Map.of("app.kubernetes.io/instance", instance))
                .build();
        var asGiven = spec.topologySpread().stream()
                .map(each -> spread(each, runners))
                .toList();
        return asGiven.isEmpty()
                ? List.of(new TopologySpreadConstraintBuilder()
                        .withMaxSkew(1)
                        .withTopologyKey("kubernetes.io/hostname")
                        .withWhenUnsatisfiable("ScheduleAnyway")
                        .withLabelSelector(runners)
                        .build())
                : asGiven;
    }

    private static TopologySpreadConstraint spread(TopologySpreadSpec spec, LabelSelector runners) {
        String whenUnsatisfiable =
                switch (spec.whenUnsatisfiable()) {
                    case DO_NOT_SCHEDULE -> "DoNotSchedule";
                    case SCHEDULE_ANYWAY -> "ScheduleAnyway";
                };
        return new TopologySpreadConstraintBuilder()
                .withMaxSkew(spec.maxSkew())
                .withTopologyKey(spec.topologyKey())
                .withWhenUnsatisfiable(whenUnsatisfiable)
                .withMinDomains(spec.minDomains())
                .withLabelSelector(runners)
                .build();
    }
}
