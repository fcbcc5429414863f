package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.protocol.RunId;

/** Makes the plan of a run from a spec: nothing is left open in it, and whatever is wrong is said, all of it at once. */
public final class Planner {
    private Planner() {}

    public static PlanResult plan(LoadTestSpec spec, String namespace, String name, RunId run, long seed) {
        throw new UnsupportedOperationException();
    }

    /** The environment variable in which a runner finds the value of {@code spec.variables[index]} from a Secret or ConfigMap. */
    public static String environmentName(int index) {
        return "LOADSTONE_VAR_" + index;
    }
}
