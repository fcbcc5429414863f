package dev.loadstone.cli.local;

import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.api.v1alpha1.RunnersSpec;
import dev.loadstone.api.v1alpha1.TargetSpec;
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
import java.util.List;
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
        List<VariableSpec> variables = local.variables(spec);
        var content = new LocalFiles(spec, manifest.objects(), files);
        local.problems.addAll(content.problems());
        if (!local.problems.isEmpty()) {
            return new PlanResult.Refused(local.problems);
        }
        LoadTestSpec here =
                spec.withVariables(variables).withRunners(RunnersSpec.of(1)).suspended(false);
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

    private List<VariableSpec> variables(LoadTestSpec spec) {
        var variables = new ArrayList<VariableSpec>();
        for (int i = 0; i < spec.variables().size(); i++) {
            VariableSpec variable = spec.variables().get(i);
            variables.add(
                    variable.valueFrom() == null
                            ? variable
                            : value(variable, "spec.variables[" + i + "].valueFrom")
                                    .orElse(variable));
        }
        return variables;
    }

    private Optional<VariableSpec> value(VariableSpec variable, String path) {
        ClusterPlace place = ClusterPlace.of(variable.valueFrom());
        Optional<VariableSpec> found = place.objectAmong(objects)
                .map(object -> object.values().get(place.key()))
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .map(value -> new VariableSpec(variable.name(), value, null, null));
        if (found.isEmpty()) {
            String option = "give the value with --set " + variable.name() + "=...";
            problems.add(new Problem(path, place.missing(objects, option)));
        }
        return found;
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
                plan.teardown());
    }
}
