package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Scenario;
import dev.loadstone.protocol.Target;
import dev.loadstone.protocol.Threshold;
import dev.loadstone.protocol.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the plan of a run from a spec: nothing is left open in it, and whatever is wrong is said, all of it at once.
 */
public final class Planner {
    private Planner() {}

    public static PlanResult plan(LoadTestSpec spec, String namespace, String name, RunId run, long seed) {
        var root = new Place("spec", new ArrayList<>());
        boolean whole =
                root.field("target").has(spec.target()) & root.field("load").has(spec.load());
        if (!whole) {
            return new PlanResult.Refused(root.problems());
        }
        Target target = Targets.plan(spec.target(), namespace, root.field("target"));
        List<Variable> variables = Variables.plan(spec.variables(), root.field("variables"));
        List<Scenario> scenarios = Scenarios.plan(spec.scenarios(), variables, root.field("scenarios"));
        List<Phase> phases =
                Phases.plan(spec.load().phases(), root.field("load").field("phases"));
        List<Threshold> thresholds = Thresholds.plan(spec.thresholds(), scenarios, root.field("thresholds"));
        int runners = spec.runners().count();
        if (runners < 1) {
            root.field("runners").field("count").wrong("a run needs a runner");
        }
        Place policy = root.field("runPolicy");
        policy.field("startDeadline")
                .parsed(0L, () -> Durations.millis(spec.runPolicy().startDeadline(), "1s", "24h"));
        long grace = policy.field("gracefulStop")
                .parsed(0L, () -> Durations.millis(spec.runPolicy().gracefulStop(), "0s", "1h"));
        if (!root.problems().isEmpty()) {
            return new PlanResult.Refused(root.problems());
        }
        return new PlanResult.Planned(
                new RunPlan(
                        RunPlan.VERSION,
                        run,
                        namespace,
                        name,
                        seed,
                        runners,
                        target,
                        variables,
                        scenarios,
                        phases,
                        thresholds,
                        grace),
                null);
    }

    /**
     * The environment variable in which a runner finds the value of {@code spec.variables[index]} from a Secret or
     * ConfigMap.
     */
    public static String environmentName(int index) {
        return "LOADSTONE_VAR_" + index;
    }
}
