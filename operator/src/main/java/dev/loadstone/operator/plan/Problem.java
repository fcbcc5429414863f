package dev.loadstone.operator.plan;

import java.util.Objects;

/**
 * Something that is wrong with a spec.
 *
 * @param path where, such as {@code spec.scenarios[1].steps[0].http.path}
 * @param message what is wrong, and what would be right
 */
public record Problem(String path, String message) {
    public Problem {
        Objects.requireNonNull(path, "path is null");
        Objects.requireNonNull(message, "message is null");
    }

    /** As it is shown: {@code path: message}. */
    @Override
    public String toString() {
        return path + ": " + message;
    }
}
