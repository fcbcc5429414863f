package dev.loadstone.operator.policy;

import dev.loadstone.api.v1alpha1.LoadTestPolicy;
import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.operator.plan.PlanResult;
import dev.loadstone.operator.plan.Problem;
import dev.loadstone.protocol.RunPlan;
import java.util.ArrayList;
import java.util.List;

/** Holds a run that was just planned against what binds it: it gets its rules of addresses, or is refused, field by field. */
public final class Inspection {
    private Inspection() {}

    /** The plan with what its runners must hold to, or everything that no policy allows. */
    public static PlanResult of(LoadTestSpec spec, PlanResult.Planned planned, Bounds bounds) {
        RunPlan plan = planned.plan();
        Reach reach = Reach.of(bounds);
        var problems = new ArrayList<>(reach.problems());
        bounds.frozenBy().ifPresent(policy -> problems.add(frozen(policy, plan)));
        problems.addAll(Destinations.problems(spec, plan, bounds, reach.rules()));
        for (LoadTestPolicy policy : bounds.policies()) {
            problems.addAll(problems(spec, plan, policy));
        }
        return problems.isEmpty()
                ? new PlanResult.Planned(plan.within(reach.rules()), planned.sizing())
                : new PlanResult.Refused(List.copyOf(problems));
    }

    private static List<Problem> problems(LoadTestSpec spec, RunPlan plan, LoadTestPolicy policy) {
        var problems = new ArrayList<>(Pods.problems(spec.runners(), policy));
        try {
            problems.addAll(new Amounts(spec, plan, policy).problems());
        } catch (IllegalArgumentException e) {
            String name = policy.getMetadata().getName();
            problems.add(new Problem("spec.load", "LoadTestPolicy " + name + " can't be read: " + e.getMessage()));
        }
        return problems;
    }

    /**
     * The same plan for a run that was found right before: what has been tightened since binds the next one, but nobody begins
     * by rules that can't be read.
     */
    public static PlanResult again(PlanResult.Planned planned, Bounds bounds) {
        Reach reach = Reach.of(bounds);
        var problems = new ArrayList<>(reach.problems());
        if (bounds.doubt() != null) {
            problems.add(new Problem("metadata.namespace", bounds.doubt()));
        }
        return problems.isEmpty()
                ? new PlanResult.Planned(planned.plan().within(reach.rules()), planned.sizing())
                : new PlanResult.Refused(List.copyOf(problems));
    }

    private static Problem frozen(String policy, RunPlan plan) {
        return new Problem(
                "metadata.namespace",
                "LoadTestPolicy " + policy + " has frozen " + plan.namespace()
                        + ": no run starts there; ask for another run when it is lifted");
    }
}
