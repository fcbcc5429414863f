package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.RunnersSpec;
import dev.loadstone.protocol.RunPlan;
import org.jspecify.annotations.Nullable;

/** Gives a sound plan its runners. */
record Crewing(RunPlan plan, RunnersSpec spec, Sections sections) {

    PlanResult result(@Nullable Double cpuMicros) {
        Sizing sizing = spec.auto() == null
                ? null
                : Sizing.of(
                        plan,
                        cpuMicros,
                        Sizing.cores(spec.resources()),
                        spec.auto().max());
        int runners = sizing == null
                ? plan.runners()
                : enoughForShares(sizing.runners(), spec.auto().max());
        Runners.checkShares(
                spec.distribution(), runners, sections.place("runners").field("distribution"));
        if (!sections.problems().isEmpty()) {
            return new PlanResult.Refused(sections.problems());
        }
        String sentence = sizing == null ? null : sizing.sentence();
        if (sizing != null && runners > sizing.runners()) {
            sentence += "; with " + runners + " each share of the distribution has one";
        }
        return new PlanResult.Planned(with(runners), sentence);
    }

    private int enoughForShares(int least, int most) {
        int runners = least;
        while (runners < most
                && RunnerShare.deal(spec.distribution(), runners).stream().anyMatch(each -> each.count() == 0)) {
            runners++;
        }
        return runners;
    }

    private RunPlan with(int runners) {
        return runners == plan.runners()
                ? plan
                : new RunPlan(
                        plan.version(),
                        plan.run(),
                        plan.namespace(),
                        plan.name(),
                        plan.seed(),
                        runners,
                        plan.target(),
                        plan.variables(),
                        plan.scenarios(),
                        plan.phases(),
                        plan.thresholds(),
                        plan.gracefulStopMillis(),
                        plan.targets(),
                        plan.files(),
                        plan.feeders(),
                        plan.flows(),
                        plan.setup(),
                        plan.teardown(),
                        plan.lenience());
    }
}
