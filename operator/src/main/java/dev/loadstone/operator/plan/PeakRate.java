package dev.loadstone.operator.plan;

import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Scenario;
import java.util.List;
import java.util.stream.Stream;

/** The most requests per second that a plan asks for, over all phases that overlap. */
final class PeakRate {
    private final Estimate estimate;
    private final RunPlan plan;

    private PeakRate(RunPlan plan) {
        this.plan = plan;
        estimate = new Estimate(plan);
    }

    /** Rates change linearly, so the peak is where a phase begins or ends. */
    static double of(RunPlan plan) {
        var peak = new PeakRate(plan);
        return plan.phases().stream()
                .flatMap(each -> Stream.of(each.startMillis(), each.endMillis()))
                .distinct()
                .mapToDouble(at -> Math.max(peak.at(at, true), peak.at(at, false)))
                .max()
                .orElse(0);
    }

    /** Just before this time, or just after it. */
    private double at(long millis, boolean before) {
        return plan.phases().stream()
                .filter(each -> before
                        ? each.startMillis() < millis && millis <= each.endMillis()
                        : each.startMillis() <= millis && millis < each.endMillis())
                .mapToDouble(each -> rate(each, (double) (millis - each.startMillis()) / each.durationMillis()))
                .sum();
    }

    private double rate(Phase phase, double progress) {
        List<Scenario> scenarios = plan.scenarios().stream()
                .filter(each -> phase.scenarios().isEmpty() || phase.scenarios().contains(each.name()))
                .toList();
        double weights = scenarios.stream().mapToInt(Scenario::weight).sum();
        return scenarios.stream()
                .mapToDouble(each -> each.weight() / weights * rate(phase.load(), each, progress))
                .sum();
    }

    /** As if all users did this scenario. */
    private double rate(LoadShape load, Scenario scenario, double progress) {
        Effort iteration = estimate.steps(scenario.steps());
        return switch (load) {
            case LoadShape.Open open -> {
                double arrivals = between(open.from(), open.rate(), progress) * 1000 / open.perMillis();
                Effort around = estimate.flow(scenario.onStart()).plus(estimate.flow(scenario.onStop()));
                yield arrivals * iteration.plus(around).requests();
            }
            case LoadShape.Closed closed ->
                between(closed.from(), closed.users(), progress)
                        * iteration.requests()
                        * 1000
                        / Math.max(1, iteration.millis());
        };
    }

    private static double between(double from, double to, double progress) {
        return from + (to - from) * progress;
    }
}
