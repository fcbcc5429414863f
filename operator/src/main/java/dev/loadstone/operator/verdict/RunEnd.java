package dev.loadstone.operator.verdict;

import java.util.Objects;
import java.util.Set;

/** How a run came to its end, before anything is judged. */
public sealed interface RunEnd {
    /** Runners that the end leaves out: what they measured is not judged. */
    default Set<Integer> lost() {
        return Set.of();
    }

    /** All phases were done, and every runner has said its last word. */
    record Completed() implements RunEnd {}

    /**
     * The test ended itself before its last phase was over, by an exit step or data that ran out. Every runner has said its last
     * word, and what was measured is judged as that of a completed run.
     *
     * @param message in the words of the runner that came to it first: {@code an exit step after 12 s}
     */
    record EndedByTest(String message) implements RunEnd {
        public EndedByTest {
            Objects.requireNonNull(message, "message is null");
        }
    }

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

    /**
     * Runners were lost in mid-run, and the others went on to this end without them.
     *
     * @param lost their indexes
     * @param message how they were lost
     */
    record Reduced(RunEnd run, Set<Integer> lost, String message) implements RunEnd {
        public Reduced {
            Objects.requireNonNull(run, "run is null");
            Objects.requireNonNull(message, "message is null");
            lost = Set.copyOf(lost);
        }
    }

    /** It never made load, or can't be trusted to have made the right one. */
    record Broken(Reason reason, String message) implements RunEnd {}

    /** The setup failed: no load was made. */
    record SetupFailed(String message) implements RunEnd {
        public SetupFailed {
            Objects.requireNonNull(message, "message is null");
        }
    }

    /**
     * The teardown failed after the run had come to this end: the verdict on the target stands.
     *
     * @param message what failed
     */
    record TeardownFailed(RunEnd run, String message) implements RunEnd {
        public TeardownFailed {
            Objects.requireNonNull(run, "run is null");
            Objects.requireNonNull(message, "message is null");
            if (run instanceof TeardownFailed || run instanceof SetupFailed) {
                throw new IllegalArgumentException("no teardown follows " + run);
            }
        }

        @Override
        public Set<Integer> lost() {
            return run.lost();
        }
    }
}
