package dev.loadstone.protocol;

import java.util.Objects;

/**
 * Records a value of a metric of the test's own.
 *
 * @param value in CEL: a number, and for a rate a truth value
 */
public record MetricStep(String name, MetricKind kind, String value) implements Step {
    public MetricStep {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(value, "value is null");
    }
}
