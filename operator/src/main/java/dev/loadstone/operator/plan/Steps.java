package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.GroupSpec;
import dev.loadstone.api.v1alpha1.IfSpec;
import dev.loadstone.api.v1alpha1.PaceSpec;
import dev.loadstone.api.v1alpha1.SetSpec;
import dev.loadstone.api.v1alpha1.StepSpec;
import dev.loadstone.protocol.BranchStep;
import dev.loadstone.protocol.CallStep;
import dev.loadstone.protocol.ExitStep;
import dev.loadstone.protocol.GroupStep;
import dev.loadstone.protocol.IfStep;
import dev.loadstone.protocol.PaceStep;
import dev.loadstone.protocol.ParallelStep;
import dev.loadstone.protocol.SetStep;
import dev.loadstone.protocol.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plans the steps of a scenario or a flow, in their order. */
final class Steps {
    private static final String LONGEST_PACE = "24h";
    private final Scope scope;

    private Steps(Scope scope) {
        this.scope = scope;
    }

    static List<Step> plan(List<StepSpec> specs, Place place, Scope scope) {
        var steps = new Steps(scope);
        var planned = new ArrayList<Step>();
        for (int i = 0; i < specs.size(); i++) {
            StepSpec spec = specs.get(i);
            Place here = place.element(i);
            if (kinds(spec) == 1) {
                Call.of(spec).forEach(call -> scope.flow(call.flow(), here.field(call.field())));
                here.parsed(
                        true, () -> Stream.ofNullable(steps.step(spec, here)).allMatch(planned::add));
            } else {
                here.wrong("a step has exactly one of http, think, pace, set, call, loop, if, branch, parallel, group,"
                        + " metric, exit");
            }
            scope.passed(spec);
        }
        return planned;
    }

    private static long kinds(StepSpec spec) {
        return Stream.of(
                                spec.http(),
                                spec.think(),
                                spec.pace(),
                                spec.set(),
                                spec.call(),
                                spec.loop(),
                                spec.ifThen(),
                                spec.parallel(),
                                spec.group(),
                                spec.metric(),
                                spec.exit())
                        .filter(Objects::nonNull)
                        .count()
                + (spec.branch().isEmpty() ? 0 : 1);
    }

    /** A step of exactly one kind; nothing where it is so wrong that nothing follows from it. */
    private @Nullable Step step(StepSpec spec, Place place) {
        if (spec.http() != null) {
            return Requests.plan(spec.http(), place.field("http"), scope);
        }
        if (spec.think() != null) {
            return Thinks.plan(spec.think(), place.field("think"));
        }
        if (spec.pace() != null) {
            return pace(spec.pace(), place.field("pace").field("every"));
        }
        if (spec.set() != null) {
            return set(spec.set(), place.field("set"));
        }
        if (spec.metric() != null) {
            return scope.vocabulary().metrics().step(spec.metric(), place.field("metric"), scope);
        }
        if (spec.exit() != null) {
            return place.field("exit").field("scope").has(spec.exit().scope())
                    ? new ExitStep(ExitStep.Scope.valueOf(spec.exit().scope().name()))
                    : null;
        }
        return calling(spec, place);
    }

    private @Nullable Step calling(StepSpec spec, Place place) {
        if (spec.call() != null) {
            String flow = spec.call().flow();
            return place.field("call").field("flow").has(flow) ? new CallStep(flow) : null;
        }
        if (spec.parallel() != null) {
            String flow = spec.parallel().flow();
            Place here = place.field("parallel").field("flow");
            if (!here.has(flow)) {
                return null;
            }
            requireRequests(flow, here);
            return new ParallelStep(flow);
        }
        if (spec.loop() != null) {
            return Loops.plan(spec.loop(), place.field("loop"), scope);
        }
        if (spec.ifThen() != null) {
            return choice(spec.ifThen(), place.field("if"));
        }
        return spec.group() != null ? group(spec.group(), place.field("group")) : branch(spec, place);
    }

    private @Nullable PaceStep pace(PaceSpec spec, Place place) {
        return place.has(spec.every())
                ? new PaceStep(place.parsed(1L, () -> Durations.millis(spec.every(), "1ms", LONGEST_PACE)))
                : null;
    }

    private @Nullable SetStep set(SetSpec spec, Place place) {
        if (!place.field("name").has(spec.name()) || !place.field("value").has(spec.value())) {
            return null;
        }
        scope.mayBeSet(spec.name(), place.field("name"), "set");
        return new SetStep(spec.name(), scope.template(spec.value(), place.field("value")));
    }

    private @Nullable IfStep choice(IfSpec spec, Place place) {
        if (!place.field("condition").has(spec.condition())
                || !place.field("then").has(spec.then())) {
            return null;
        }
        scope.expression(spec.condition(), Conditions.Wanted.TRUTH, place.field("condition"));
        return new IfStep(spec.condition(), spec.then(), spec.otherwise());
    }

    private @Nullable GroupStep group(GroupSpec spec, Place place) {
        return place.field("name").has(spec.name()) && place.field("flow").has(spec.flow())
                ? new GroupStep(spec.name(), spec.flow(), spec.includeThink())
                : null;
    }

    private static BranchStep branch(StepSpec spec, Place place) {
        if (spec.branch().stream().allMatch(each -> each.flow() == null)) {
            place.field("branch").wrong("no way has a flow: nothing would be done");
        }
        return new BranchStep(spec.branch().stream()
                .map(each -> new BranchStep.Choice(each.flow(), each.weight()))
                .toList());
    }

    private void requireRequests(String flow, Place place) {
        List<StepSpec> steps = scope.vocabulary().flows().steps(flow);
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).http() == null) {
                place.wrong("step " + (i + 1) + " of " + flow + " is no http step; only these can be done at once");
                return;
            }
        }
    }
}
