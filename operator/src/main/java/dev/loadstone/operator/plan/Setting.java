package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.CaptureSpec;
import dev.loadstone.api.v1alpha1.ForEachSpec;
import dev.loadstone.api.v1alpha1.StepSpec;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a variable is set first.
 *
 * @param owner path of the flow or scenario
 * @param step path of the step
 * @param verb what is done there
 */
record Setting(String owner, String step, String verb) {
    /** The names that a step sets itself, without what it calls. */
    static Set<String> names(StepSpec step) {
        var names = new TreeSet<String>();
        if (step.http() != null) {
            step.http().capture().stream()
                    .map(CaptureSpec::as)
                    .filter(Objects::nonNull)
                    .forEach(names::add);
        }
        if (step.set() != null && step.set().name() != null) {
            names.add(step.set().name());
        }
        ForEachSpec each = step.loop() == null ? null : step.loop().forEach();
        if (each != null && each.as() != null) {
            names.add(each.as());
        }
        return names;
    }

    static String verb(StepSpec step) {
        return step.http() == null ? "set" : "captured";
    }
}
