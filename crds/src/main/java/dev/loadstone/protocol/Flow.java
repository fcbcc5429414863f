package dev.loadstone.protocol;

import java.util.List;
import java.util.Objects;

/** Steps with a name, which scenarios and other flows call. Calls never lead back to the same flow. */
public record Flow(String name, List<Step> steps) {
    public Flow {
        Objects.requireNonNull(name, "name is null");
        steps = List.copyOf(steps);
    }
}
