package dev.loadstone.protocol;

import java.util.Objects;

/**
 * The value of a variable that the setup made.
 *
 * @param json whether the text is JSON by itself (a number, an array), and not to be quoted as a text
 */
public record SharedValue(String text, boolean json) {
    public SharedValue {
        Objects.requireNonNull(text, "text is null");
    }

    /** Not the value: it may be a secret. */
    @Override
    public String toString() {
        return "SharedValue[" + text.length() + " characters]";
    }
}
