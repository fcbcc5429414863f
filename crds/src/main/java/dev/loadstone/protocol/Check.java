package dev.loadstone.protocol;

import java.util.Objects;

/** Something that a response must show; its pass rate is reported under its name. Where it is fatal a miss fails the request. */
public record Check(String name, boolean fatal, Expectation expectation) {
    public Check {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(expectation, "expectation is null");
    }
}
