package dev.loadstone.cli.local;

import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.api.v1alpha1.RunnersSpec;
import dev.loadstone.cli.manifest.Manifest;
import dev.loadstone.operator.plan.PlanResult;
import dev.loadstone.operator.plan.Planner;
import dev.loadstone.operator.plan.Problem;
import dev.loadstone.protocol.RunId;
import java.util.ArrayList;
import java.util.List;

/** The operator's plan of a manifest for one runner in this process; what only a cluster can give must have been put in its place. */
public final class LocalPlan {
    private LocalPlan() {}

    public static PlanResult of(Manifest manifest, long seed) {
        LoadTestSpec spec = manifest.spec();
        List<Problem> problems = onlyInCluster(spec);
        if (!problems.isEmpty()) {
            return new PlanResult.Refused(problems);
        }
        LoadTestSpec here = spec.withRunners(RunnersSpec.of(1));
        return Planner.plan(here, "local", manifest.name(), new RunId("local", 1), seed);
    }

    private static List<Problem> onlyInCluster(LoadTestSpec spec) {
        var problems = new ArrayList<Problem>();
        if (spec.target().service() != null) {
            problems.add(new Problem(
                    "spec.target.service", "is found in a cluster only; say where to go with --target URL"));
        }
        for (int i = 0; i < spec.variables().size(); i++) {
            if (spec.variables().get(i).valueFrom() != null) {
                problems.add(new Problem(
                        "spec.variables[" + i + "].valueFrom",
                        "is found in a cluster only; give the value with --set "
                                + spec.variables().get(i).name() + "=..."));
            }
        }
        return problems;
    }
}
