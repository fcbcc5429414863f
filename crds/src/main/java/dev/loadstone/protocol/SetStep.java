package dev.loadstone.protocol;

import java.util.Objects;

/** Sets a variable of the user. A value that is one hole and nothing else keeps its type. */
public record SetStep(String variable, Template value) implements Step {
    public SetStep {
        Objects.requireNonNull(variable, "variable is null");
        Objects.requireNonNull(value, "value is null");
    }
}
