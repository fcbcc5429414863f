package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.operator.plan.PlanResult;
import dev.loadstone.operator.plan.Planner;
import dev.loadstone.operator.verdict.Reason;
import dev.loadstone.protocol.RunId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Whether a test with no run under way needs one. With a schedule its times ask for runs, in place of creation and changes. */
final class Demand {
    private Demand() {}

    static Optional<Trigger> of(LoadTest test, Instant now) {
        if (test.getSpec().schedule() == null) {
            return Trigger.of(test);
        }
        return ofPeople(test)
                .or(() -> ScheduledStarts.of(test, now)
                        .flatMap(ScheduledStarts::due)
                        .map(due -> Trigger.SCHEDULE))
                .or(() -> unsound(test));
    }

    /** Whether a run is wanted that is neither suspended nor leaving. */
    static boolean isOpen(LoadTest test, Instant now) {
        return !test.isMarkedForDeletion()
                && !test.getSpec().suspend()
                && !Observation.isLive(Observation.runOf(test))
                && of(test, now).isPresent();
    }

    private static Optional<Trigger> ofPeople(LoadTest test) {
        RunStatus run = Observation.runOf(test);
        if (run == null) {
            return Trigger.requestedAt(test) == null ? Optional.empty() : Optional.of(Trigger.RUN_AT);
        }
        if (Reason.SPEC_CHANGED.word().equals(run.stopReason())) {
            return Optional.of(Trigger.SPEC_CHANGED);
        }
        boolean requested = Reason.RUN_REQUESTED.word().equals(run.stopReason());
        return requested || Trigger.isRunRequested(test, run) ? Optional.of(Trigger.RUN_AT) : Optional.empty();
    }

    /** A spec that can't be planned is told of at once, not at night. */
    private static Optional<Trigger> unsound(LoadTest test) {
        LoadTestStatus status = Observation.statusOf(test);
        if (status != null
                && Objects.equals(
                        status.observedGeneration(), test.getMetadata().getGeneration())) {
            return Optional.empty();
        }
        boolean planned = Planner.plan(
                        test.getSpec(),
                        test.getMetadata().getNamespace(),
                        test.getMetadata().getName(),
                        new RunId(test.getMetadata().getUid(), 1),
                        0)
                instanceof PlanResult.Planned;
        return planned ? Optional.empty() : Optional.of(status == null ? Trigger.CREATED : Trigger.SPEC_CHANGED);
    }
}
