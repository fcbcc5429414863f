package dev.loadstone.protocol;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Does one flow or the other.
 *
 * @param condition in CEL
 * @param then where it is true
 * @param otherwise where it is false; null for nothing
 */
public record IfStep(
        String condition, String then, @Nullable String otherwise) implements Step {
    public IfStep {
        Objects.requireNonNull(condition, "condition is null");
        Objects.requireNonNull(then, "then is null");
    }
}
