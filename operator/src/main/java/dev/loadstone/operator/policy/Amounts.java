package dev.loadstone.operator.policy;

import dev.loadstone.api.v1alpha1.LoadTestPolicy;
import dev.loadstone.api.v1alpha1.LoadTestPolicySpec;
import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.api.v1alpha1.PhaseSpec;
import dev.loadstone.operator.plan.Durations;
import dev.loadstone.operator.plan.Problem;
import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.RunPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Holds how much a plan asks for against one policy. */
record Amounts(LoadTestSpec spec, RunPlan plan, LoadTestPolicy policy) {

    List<Problem> problems() {
        LoadTestPolicySpec allows = policy.getSpec();
        var problems = new ArrayList<Problem>();
        exceeds(Peak.arrivalsPerSecond(plan), allows.maxRate(), "arrivals/s", "maxRate", problems);
        exceeds(Peak.users(plan), allows.maxUsers(), "users", "maxUsers", problems);
        if (allows.maxRunners() != null && plan.runners() > allows.maxRunners()) {
            String path = "spec.runners." + (spec.runners().auto() == null ? "count" : "auto");
            problems.add(
                    new Problem(path, tooMuch(plan.runners() + " runners", "" + allows.maxRunners(), "maxRunners")));
        }
        if (allows.maxDuration() != null && plan.durationMillis() > Durations.millis(allows.maxDuration())) {
            String asked = plan.durationMillis() / 1000 + " s";
            problems.add(new Problem("spec.load.phases", tooMuch(asked, allows.maxDuration(), "maxDuration")));
        }
        return problems;
    }

    private void exceeds(Peak peak, @Nullable Long most, String unit, String field, List<Problem> problems) {
        if (most != null && peak.most() > most) {
            String asked = String.format(Locale.ROOT, "%,d %s", peak.most(), unit)
                    + (peak.phases().size() > 1 ? " in " + peak.phases().size() + " phases that overlap" : "");
            problems.add(new Problem(
                    path(peak.phases().getFirst(), field),
                    tooMuch(asked, String.format(Locale.ROOT, "%,d", most), field)));
        }
    }

    private String tooMuch(String asked, String most, String field) {
        return asked + "; LoadTestPolicy " + policy.getMetadata().getName() + " allows " + most + " (" + field + ")";
    }

    private String path(Phase phase, String bound) {
        int index = spec.load().phases().stream().map(PhaseSpec::name).toList().indexOf(phase.name());
        String field =
                switch (phase.load()) {
                    case LoadShape.Open open ->
                        bound.equals("maxUsers") ? "open.maxUsers" : "open." + higher(open.from(), open.rate(), "rate");
                    case LoadShape.Closed closed -> "closed." + higher(closed.from(), closed.users(), "users");
                };
        return "spec.load.phases[" + index + "]." + field;
    }

    private static String higher(long from, long to, String field) {
        return from > to ? "from" : field;
    }
}
