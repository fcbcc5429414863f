package dev.loadstone.protocol;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a runner was told to do once for the whole test, and how far it is.
 *
 * @param message why it failed; else empty
 * @param variables that the setup captured or set, for all runners, once it is done; never written anywhere
 */
public record Errand(Kind kind, State state, String message, Map<String, SharedValue> variables) {
    public Errand {
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(state, "state is null");
        Objects.requireNonNull(message, "message is null");
        variables.values().forEach(Objects::requireNonNull);
        variables = Collections.unmodifiableMap(new TreeMap<>(variables));
    }

    /** Names of the variables alone: their values may be secrets. */
    @Override
    public String toString() {
        return "Errand[" + kind + " " + state + " " + message + " " + variables.keySet() + "]";
    }

    /** What is done. */
    public enum Kind {
        SETUP,
        TEARDOWN
    }

    /** How far it is. */
    public enum State {
        UNDERWAY,
        DONE,
        FAILED
    }
}
