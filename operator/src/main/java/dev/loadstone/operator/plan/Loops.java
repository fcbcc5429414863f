package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.ForEachSpec;
import dev.loadstone.api.v1alpha1.LoopSpec;
import dev.loadstone.protocol.LoopStep;
import dev.loadstone.protocol.Template;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plans a {@code loop} step. */
final class Loops {
    private static final String LONGEST = "24h";
    private static final String VARIABLE = "vars.";

    private Loops() {}

    static @Nullable LoopStep plan(LoopSpec spec, Place place, Scope scope) {
        long ways = Stream.of(spec.times(), spec.whileTrue(), spec.forEach(), spec.during())
                .filter(Objects::nonNull)
                .count();
        if (ways != 1) {
            place.wrong("a loop has exactly one of times, while, forEach, during");
            return null;
        }
        LoopStep.Repeat repeat = repeat(spec, place, scope);
        return place.field("flow").has(spec.flow()) && repeat != null ? new LoopStep(spec.flow(), repeat) : null;
    }

    private static LoopStep.@Nullable Repeat repeat(LoopSpec spec, Place place, Scope scope) {
        String condition = spec.whileTrue();
        String during = spec.during();
        if (spec.times() != null) {
            return new LoopStep.Times(times(String.valueOf(spec.times().getValue()), place.field("times"), scope));
        }
        if (condition != null) {
            scope.expression(condition, Conditions.Wanted.TRUTH, place.field("while"));
            return new LoopStep.While(condition, spec.maxTimes());
        }
        if (during != null) {
            return new LoopStep.During(
                    place.field("during").parsed(1L, () -> Durations.millis(during, "1ms", LONGEST)));
        }
        return forEach(Objects.requireNonNull(spec.forEach()), place.field("forEach"), scope);
    }

    private static Template times(String text, Place place, Scope scope) {
        Template times = scope.template(text, place);
        if (times.expressions().isEmpty() && !text.matches("[0-9]{1,9}")) {
            place.wrong("\"" + text + "\" is no number of times; write 3, or a template such as $(vars.times)");
        }
        return times;
    }

    private static LoopStep.@Nullable Repeat forEach(ForEachSpec spec, Place place, Scope scope) {
        if (!place.field("in").has(spec.in()) || !place.field("as").has(spec.as())) {
            return null;
        }
        scope.mayBeSet(spec.as(), place.field("as"), "take");
        if (!spec.in().startsWith(VARIABLE) || spec.in().length() == VARIABLE.length()) {
            place.field("in").wrong("\"" + spec.in() + "\" is no list; write vars.NAME");
            return null;
        }
        String list = spec.in().substring(VARIABLE.length());
        scope.list(list, place.field("in"));
        return new LoopStep.ForEach(list, spec.as());
    }
}
