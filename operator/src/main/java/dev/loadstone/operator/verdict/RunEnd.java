package dev.loadstone.operator.verdict;

import java.util.Objects;

/** How a run came to its end, before anything is judged. */
public sealed interface RunEnd {
    /** All phases were done, and every runner has said its last word. */
    record Completed() implements RunEnd {}

    /** It was stopped before its end, but not for its figures: by a changed spec, a suspend, a person. */
    record Stopped(Reason reason, String message) implements RunEnd {
        public Stopped {
            Objects.requireNonNull(reason, "reason is null");
        }
    }

    /** A threshold with abort was missed. */
    record AbortedByThreshold(String threshold) implements RunEnd {}

    /** Runners were lost in mid-run; what the others measured is there. */
    record Lost(Reason reason, String message) implements RunEnd {}

    /** It never made load, or can't be trusted to have made the right one. */
    record Broken(Reason reason, String message) implements RunEnd {}
}
