package dev.loadstone.operator.collect;

import java.util.Objects;

/** A report that is not taken: nothing of it was merged. */
public final class Unwanted extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    public Unwanted(Kind kind, String message) {
        super(message);
        this.kind = Objects.requireNonNull(kind, "kind is null");
    }

    public Kind kind() {
        return kind;
    }

    /** What is wrong with it. */
    public enum Kind {
        /** The run is not open, or not yet: the same report may be taken a moment later. */
        UNKNOWN_RUN,
        /** The plan of the run has no runner of this index. */
        WRONG_RUNNER,
        /** The runners of the run are in another namespace. */
        OTHER_NAMESPACE,
        /** Another process already reports for this index. */
        SECOND_BOOT,
        /** Written in a newer format than this build reads. */
        NEWER_VERSION
    }
}
