package dev.loadstone.cli.local;

import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.api.v1alpha1.RunnersSpec;
import dev.loadstone.api.v1alpha1.TargetSpec;
import dev.loadstone.api.v1alpha1.ValueSourceSpec;
import dev.loadstone.api.v1alpha1.VariableSpec;
import dev.loadstone.cli.manifest.ConfigObjects;
import dev.loadstone.cli.manifest.Manifest;
import dev.loadstone.operator.plan.PlanResult;
import dev.loadstone.operator.plan.Planner;
import dev.loadstone.operator.plan.Problem;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operator's plan of a manifest for one runner in this process; what only a cluster can give must have been put in its place. */
public final class LocalPlan {
    private final ConfigObjects objects;
    private final List<Problem> problems = new ArrayList<>();

    private LocalPlan(ConfigObjects objects) {
        this.objects = objects;
    }

    /**
     * @param files what a cluster would mount, each as {@code NAME=PATH}
     * @throws IOException where a file beside the test can't be put where the runner finds it
     */
    public static PlanResult of(Manifest manifest, List<String> files, long seed) throws IOException {
        LoadTestSpec spec = manifest.spec();
        var local = new LocalPlan(manifest.objects());
        local.checkTargets(spec);
        local.checkVariables(spec);
        var content = new LocalFiles(spec, manifest.objects(), files);
        local.problems.addAll(content.problems());
        if (!local.problems.isEmpty()) {
            return new PlanResult.Refused(local.problems);
        }
        LoadTestSpec here = spec.withRunners(RunnersSpec.of(1)).suspended(false);
        return switch (Planner.plan(here, "local", manifest.name(), new RunId("local", 1), seed)) {
            case PlanResult.Planned(RunPlan plan, var sizing) ->
                new PlanResult.Planned(withFiles(plan, content), sizing);
            case PlanResult.Refused refused -> refused;
        };
    }

    private void checkTargets(LoadTestSpec spec) {
        checkTarget(spec.target(), "spec.target", "--target URL");
        for (int i = 0; i < spec.targets().size(); i++) {
            TargetSpec target = spec.targets().get(i);
            checkTarget(target, "spec.targets[" + i + "]", "--target " + target.name() + "=URL");
        }
    }

    private void checkTarget(TargetSpec target, String path, String option) {
        if (target.service() != null) {
            problems.add(new Problem(path + ".service", "is found in a cluster only; say where to go with " + option));
        }
    }

    private void checkVariables(LoadTestSpec spec) {
        for (int i = 0; i < spec.variables().size(); i++) {
            VariableSpec variable = spec.variables().get(i);
            if (variable.valueFrom() != null
                    && beside(variable.valueFrom(), objects).isEmpty()) {
                String option = "give the value with --set " + variable.name() + "=...";
                problems.add(new Problem(
                        "spec.variables[" + i + "].valueFrom",
                        ClusterPlace.of(variable.valueFrom()).missing(objects, option)));
            }
        }
    }

    /** What the runner finds in its environment, as in a cluster: such values are in no plan. */
    public static Map<String, String> environment(Manifest manifest) {
        List<VariableSpec> variables = manifest.spec().variables();
        var environment = new HashMap<String, String>();
        for (int i = 0; i < variables.size(); i++) {
            if (variables.get(i).valueFrom() != null) {
                String name = Planner.environmentName(i);
                beside(variables.get(i).valueFrom(), manifest.objects())
                        .ifPresent(value -> environment.put(name, value));
            }
        }
        return environment;
    }

    private static Optional<String> beside(ValueSourceSpec source, ConfigObjects objects) {
        ClusterPlace place = ClusterPlace.of(source);
        return place.objectAmong(objects)
                .map(object -> object.values().get(place.key()))
                .map(value -> new String(value, StandardCharsets.UTF_8));
    }

    private static RunPlan withFiles(RunPlan plan, LocalFiles content) {
        return new RunPlan(
                plan.version(),
                plan.run(),
                plan.namespace(),
                plan.name(),
                plan.seed(),
                plan.runners(),
                plan.target(),
                plan.variables(),
                plan.scenarios(),
                plan.phases(),
                plan.thresholds(),
                plan.gracefulStopMillis(),
                plan.targets(),
                plan.files().stream().map(content::here).toList(),
                plan.feeders(),
                plan.flows(),
                plan.setup(),
                plan.teardown(),
                plan.lenience());
    }
}
