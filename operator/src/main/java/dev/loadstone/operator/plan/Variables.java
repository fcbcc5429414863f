package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.VariableSpec;
import dev.loadstone.protocol.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Plans {@code spec.variables}: of a value from a Secret or ConfigMap the plan only holds the environment variable's
 * name.
 */
final class Variables {
    private Variables() {}

    static List<Variable> plan(List<VariableSpec> specs, Place place) {
        var names = new Names();
        var planned = new ArrayList<Variable>();
        for (int i = 0; i < specs.size(); i++) {
            VariableSpec spec = specs.get(i);
            Place here = place.element(i);
            if (!here.field("name").has(spec.name())) {
                continue;
            }
            names.take(spec.name(), here);
            if (Stream.of(spec.value(), spec.values(), spec.valueFrom())
                            .filter(Objects::nonNull)
                            .count()
                    != 1) {
                here.wrong("a variable has exactly one of value, values, valueFrom");
            } else {
                planned.add(new Variable(spec.name(), source(spec, i, here)));
            }
        }
        return planned;
    }

    private static Variable.Source source(VariableSpec spec, int index, Place place) {
        String value = spec.value();
        List<String> values = spec.values();
        if (value != null) {
            place.field("value").refuseTemplate(value);
            return new Variable.Single(value);
        }
        if (values != null) {
            values.forEach(place.field("values")::refuseTemplate);
            return place.field("values").parsed(new Variable.Single(""), () -> new Variable.Several(values));
        }
        return new Variable.Environment(Planner.environmentName(index));
    }
}
