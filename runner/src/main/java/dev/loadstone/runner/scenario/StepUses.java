package dev.loadstone.runner.scenario;

import dev.loadstone.protocol.Capture;
import dev.loadstone.protocol.Expectation;
import dev.loadstone.protocol.Expression;
import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.IfStep;
import dev.loadstone.protocol.LoopStep;
import dev.loadstone.protocol.MetricKind;
import dev.loadstone.protocol.MetricStep;
import dev.loadstone.protocol.SetStep;
import dev.loadstone.protocol.Step;
import dev.loadstone.protocol.Target;
import dev.loadstone.protocol.Template;
import dev.loadstone.runner.scenario.cel.Formula;
import dev.loadstone.runner.scenario.cel.Uses;
import dev.loadstone.runner.scenario.origin.Origins;
import dev.loadstone.runner.scenario.response.Conditions;
import dev.loadstone.runner.scenario.template.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What steps, with all that they lead to, set and look at. */
final class StepUses {
    private final FlowGraph flows;
    private final Origins origins;
    private final Names names;
    private final Conditions conditions;

    StepUses(FlowGraph flows, Origins origins, Names names, Conditions conditions) {
        this.flows = flows;
        this.origins = origins;
        this.names = names;
        this.conditions = conditions;
    }

    /** Names that the steps set. */
    static Set<String> set(List<Step> reachable) {
        var set = new TreeSet<String>();
        for (Step step : reachable) {
            if (step instanceof HttpStep http) {
                http.captures().stream().map(Capture::variable).forEach(set::add);
            } else if (step instanceof SetStep one) {
                set.add(one.variable());
            } else if (step instanceof LoopStep loop && loop.repeat() instanceof LoopStep.ForEach each) {
                set.add(each.variable());
            }
        }
        return set;
    }

    /** Conditions that are no checks. */
    List<Formula> flowConditions(List<Step> reachable) {
        var formulas = new ArrayList<Formula>();
        for (Step step : reachable) {
            if (step instanceof IfStep choice) {
                formulas.add(conditions.truth(choice.condition()));
            } else if (step instanceof LoopStep loop && loop.repeat() instanceof LoopStep.While repeat) {
                formulas.add(conditions.truth(repeat.condition()));
            } else if (step instanceof MetricStep metric) {
                formulas.add(
                        metric.kind() == MetricKind.RATE
                                ? conditions.truth(metric.value())
                                : conditions.number(metric.value()));
            }
        }
        return formulas;
    }

    /** Indexes of the feeders that the steps, with all that they lead to, may take a value of. */
    int[] feeders(List<Step> steps) {
        List<Step> reachable = flows.reachable(steps);
        var feeders = new TreeSet<Integer>();
        reachable.stream()
                .flatMap(this::templates)
                .flatMap(template -> template.expressions().stream())
                .flatMap(StepUses::parts)
                .forEach(expression -> {
                    if (expression instanceof Expression.DataValue value) {
                        feeders.add(names.feeder(value.feeder()));
                    }
                });
        flowConditions(reachable).forEach(formula -> feeders(formula, feeders));
        reachable.stream().flatMap(this::checks).forEach(formula -> feeders(formula, feeders));
        return feeders.stream().mapToInt(Integer::intValue).toArray();
    }

    private void feeders(Formula formula, Set<Integer> feeders) {
        for (String name : formula.uses().of("data")) {
            if (name.equals(Uses.ALL)) {
                for (int i = 0; i < names.feeders().size(); i++) {
                    feeders.add(i);
                }
            } else {
                feeders.add(names.feeder(name));
            }
        }
    }

    private Stream<Formula> checks(Step step) {
        return step instanceof HttpStep http
                ? http.checks().stream()
                        .filter(check -> check.expectation() instanceof Expectation.Holds)
                        .map(check -> conditions.truth(((Expectation.Holds) check.expectation()).condition()))
                : Stream.empty();
    }

    private static Stream<Expression> parts(Expression expression) {
        return expression instanceof Expression.Applied applied
                ? applied.arguments().stream().flatMap(StepUses::parts)
                : Stream.of(expression);
    }

    private Stream<Template> templates(Step step) {
        var templates = new ArrayList<Template>();
        if (step instanceof SetStep set) {
            templates.add(set.value());
        } else if (step instanceof LoopStep loop && loop.repeat() instanceof LoopStep.Times times) {
            templates.add(times.count());
        } else if (step instanceof HttpStep http) {
            templates.add(http.uri());
            if (http.body() != null) {
                templates.add(http.body());
            }
            if (http.basic() != null) {
                templates.add(http.basic().username());
                templates.add(http.basic().password());
            }
            Stream.concat(http.headers().stream(), targets(http).flatMap(target -> target.headers().stream()))
                    .map(HttpStep.Header::value)
                    .forEach(templates::add);
        }
        return templates.stream();
    }

    /** Where the request may go. */
    private Stream<Target> targets(HttpStep http) {
        Target own = origins.targets().get(origins.named(http.target()));
        Integer hops = http.followRedirects();
        return (hops == null ? own.followRedirects() : hops) > 0 ? origins.targets().stream() : Stream.of(own);
    }
}
