package dev.loadstone.operator.plan;

import dev.loadstone.protocol.BranchStep;
import dev.loadstone.protocol.CallStep;
import dev.loadstone.protocol.ExitStep;
import dev.loadstone.protocol.GroupStep;
import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.IfStep;
import dev.loadstone.protocol.LoopStep;
import dev.loadstone.protocol.MetricStep;
import dev.loadstone.protocol.PaceStep;
import dev.loadstone.protocol.ParallelStep;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.SetStep;
import dev.loadstone.protocol.Step;
import dev.loadstone.protocol.Template;
import dev.loadstone.protocol.ThinkStep;
import dev.loadstone.protocol.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Estimates what the steps of a sound plan come to: an if is taken to go where more load is. */
final class Estimate {
    /** Passes of a loop of which nobody knows beforehand how many there will be. */
    private static final int UNKNOWN_PASSES = 10;

    private static final double STANDARD_NORMAL_P95 = 1.6448536269514722;

    private final Map<String, List<Step>> flows = new HashMap<>();
    private final Map<String, Effort> known = new HashMap<>();
    private final Map<String, Integer> lists = new HashMap<>();

    Estimate(RunPlan plan) {
        plan.flows().forEach(each -> flows.put(each.name(), each.steps()));
        for (Variable variable : plan.variables()) {
            if (variable.source() instanceof Variable.Several(List<String> values)) {
                lists.put(variable.name(), values.size());
            }
        }
    }

    /** A pace holds up the whole of what is done again, wherever it stands. */
    Effort steps(List<Step> steps) {
        long every = steps.stream()
                .mapToLong(each -> each instanceof PaceStep pace ? pace.everyMillis() : 0)
                .max()
                .orElse(0);
        return steps.stream().map(this::step).reduce(Effort.NONE, Effort::plus).atLeast(every);
    }

    /** Of a flow; nothing where there is none. */
    Effort flow(@Nullable String name) {
        if (name == null) {
            return Effort.NONE;
        }
        Effort effort = known.get(name);
        if (effort == null) {
            effort = steps(flows.getOrDefault(name, List.of()));
            known.put(name, effort);
        }
        return effort;
    }

    private Effort step(Step step) {
        return switch (step) {
            case HttpStep _ -> new Effort(1, 1, 0);
            case ThinkStep think -> new Effort(0, 0, meanMillis(think));
            case CallStep(String flow) -> flow(flow);
            case GroupStep(var _, String flow, var _) -> flow(flow);
            case ParallelStep(String flow) -> flow(flow).atOnce();
            case IfStep(var _, String then, var otherwise) -> flow(then).orMore(flow(otherwise));
            case BranchStep(List<BranchStep.Choice> choices) -> branch(choices);
            case LoopStep(String flow, LoopStep.Repeat repeat) -> flow(flow).times(passes(repeat, flow(flow)));
            case PaceStep _, SetStep _, MetricStep _, ExitStep _ -> Effort.NONE;
        };
    }

    private Effort branch(List<BranchStep.Choice> choices) {
        double weights = choices.stream().mapToInt(BranchStep.Choice::weight).sum();
        return choices.stream()
                .map(each -> flow(each.flow()).times(each.weight() / weights))
                .reduce(Effort.NONE, Effort::plus);
    }

    private double passes(LoopStep.Repeat repeat, Effort pass) {
        return switch (repeat) {
            case LoopStep.Times(Template count) ->
                count.expressions().isEmpty() ? Integer.parseInt(count.toString()) : UNKNOWN_PASSES;
            case LoopStep.While(var _, int maxTimes) -> Math.min(maxTimes, UNKNOWN_PASSES);
            case LoopStep.ForEach(String list, var _) -> lists.getOrDefault(list, UNKNOWN_PASSES);
            case LoopStep.During(long millis) -> Math.max(1, millis / Math.max(1, pass.millis()));
        };
    }

    private static double meanMillis(ThinkStep think) {
        double mean =
                switch (think.law()) {
                    case ThinkStep.Uniform _ -> (think.minMillis() + think.maxMillis()) / 2.0;
                    case ThinkStep.Exponential(long meanMillis) -> meanMillis;
                    case ThinkStep.Normal(long meanMillis, var _) -> meanMillis;
                    case ThinkStep.LogNormal(long medianMillis, long p95Millis) -> {
                        double sigma = Math.log((double) p95Millis / medianMillis) / STANDARD_NORMAL_P95;
                        yield medianMillis * Math.exp(sigma * sigma / 2);
                    }
                };
        return Math.clamp(mean, think.minMillis(), think.maxMillis());
    }
}
