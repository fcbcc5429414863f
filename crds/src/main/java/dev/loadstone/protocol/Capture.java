package dev.loadstone.protocol;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value taken from a JSON response into the user's variable. Where the path finds nothing the fallback is taken; where there
 * is none the request fails, of class capture, and the iteration ends.
 */
public record Capture(
        String variable, JsonPath path, @Nullable String fallback) {
    public Capture {
        Objects.requireNonNull(variable, "variable is null");
        Objects.requireNonNull(path, "path is null");
    }
}
