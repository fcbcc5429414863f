package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.operator.verdict.Reason;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What calls for a new run. Labels, other annotations and status call for none. */
enum Trigger {
    CREATED("Created", "the test was created"),
    SPEC_CHANGED("SpecChanged", "the spec changed"),
    RUN_AT("RunAt", "it was asked for"),
    RESUMED("Resumed", "the test was resumed"),
    SCHEDULE("Schedule", "its schedule says so");

    private static final int LONGEST_REQUEST = 200;

    private final String word;
    private final String because;

    Trigger(String word, String because) {
        this.word = word;
        this.because = because;
    }

    /** The word in the status. */
    String word() {
        return word;
    }

    /** For a sentence: {@code because ...}. */
    String because() {
        return because;
    }

    static Trigger ofWord(@Nullable String word) {
        for (Trigger each : values()) {
            if (each.word.equals(word)) {
                return each;
            }
        }
        return CREATED;
    }

    /** Why a test with no run under way needs one; empty where its last run answers all that was asked. */
    static Optional<Trigger> of(LoadTest test) {
        // The schedule for whose time it waits may be gone.
        Optional<Trigger> queued = queued(test).filter(each -> each != SCHEDULE);
        RunStatus run = Observation.runOf(test);
        if (run == null || queued.isPresent()) {
            return queued.or(() -> Optional.of(isShown(test, RunPhase.SUSPENDED) ? RESUMED : CREATED));
        }
        if (isSpecChanged(test, run) || Reason.SPEC_CHANGED.word().equals(run.stopReason())) {
            return Optional.of(SPEC_CHANGED);
        }
        if (isRunRequested(test, run) || Reason.RUN_REQUESTED.word().equals(run.stopReason())) {
            return Optional.of(RUN_AT);
        }
        if (Reason.SUSPENDED.word().equals(run.stopReason()) || isShown(test, RunPhase.SUSPENDED)) {
            return Optional.of(RESUMED);
        }
        // The schedule that was waited for is gone.
        boolean awaited = isShown(test, RunPhase.SCHEDULED) || isShown(test, RunPhase.QUEUED);
        return awaited ? Optional.of(SPEC_CHANGED) : Optional.empty();
    }

    /** What a test waits in the queue for, whatever has changed since. */
    static Optional<Trigger> queued(LoadTest test) {
        return test.getStatus() == null || test.getStatus().queue() == null
                ? Optional.empty()
                : Optional.of(ofWord(test.getStatus().queue().trigger()));
    }

    private static boolean isShown(LoadTest test, RunPhase phase) {
        return test.getStatus() != null && test.getStatus().phase() == phase;
    }

    /** The generation is asked first: an operator that reads more of a spec than the last one did must not start a load for it. */
    static boolean isSpecChanged(LoadTest test, RunStatus run) {
        return !Objects.equals(test.getMetadata().getGeneration(), run.generation())
                && !SpecHash.of(test.getSpec()).equals(run.specHash());
    }

    static boolean isRunRequested(LoadTest test, RunStatus run) {
        String requested = requestedAt(test);
        return requested != null && !requested.equals(run.requestedAt());
    }

    /** The value that asks for a run; of one that is too long for a status its begin, and a sign of the rest. */
    static @Nullable String requestedAt(LoadTest test) {
        Map<String, String> annotations = test.getMetadata().getAnnotations();
        String value = annotations == null ? null : annotations.get(LoadTest.RUN_AT);
        return value == null || value.length() <= LONGEST_REQUEST
                ? value
                : value.substring(0, LONGEST_REQUEST) + "..." + Integer.toHexString(value.hashCode());
    }
}
