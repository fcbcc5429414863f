package dev.loadstone.protocol;

import java.util.Objects;

/** Ends something before its end. */
public record ExitStep(Scope scope) implements Step {
    public ExitStep {
        Objects.requireNonNull(scope, "scope is null");
    }

    /** What ends. */
    public enum Scope {
        /** The iteration, as completed. */
        ITERATION,
        /** The user, after its last steps. */
        USER,
        /** The test, as at the end of its last phase. */
        TEST
    }
}
