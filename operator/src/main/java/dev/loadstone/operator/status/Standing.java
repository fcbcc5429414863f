package dev.loadstone.operator.status;

import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.operator.verdict.Reason;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where a test stands, in one word and one sentence; the sentence has no figure that changes from second to second. */
record Standing(Reason reason, String message) {
    static final Standing SUSPENDED =
            new Standing(Reason.SUSPENDED, "Suspended: nothing starts until spec.suspend is false.");

    static Standing of(Situation situation) {
        if (situation.verdict() != null) {
            return new Standing(
                    situation.verdict().reason(), situation.verdict().message());
        }
        if (situation.trouble() != null) {
            return new Standing(
                    situation.trouble().reason(), situation.trouble().message());
        }
        int desired = situation.runners().desired();
        String runners = desired == 1 ? "the runner" : desired + " runners";
        return switch (situation.phase()) {
            case PLANNING -> new Standing(Reason.PLANNING, "The run is being planned.");
            case QUEUED ->
                new Standing(Reason.QUEUED, Objects.requireNonNullElse(situation.awaited(), "Waiting in the queue."));
            case SCHEDULED ->
                new Standing(
                        Reason.SCHEDULED, Objects.requireNonNullElse(situation.awaited(), "Waiting for the schedule."));
            case SUSPENDED -> SUSPENDED;
            case SCHEDULING -> new Standing(Reason.WAITING_FOR_RUNNERS, "Waiting for " + runners + " to start.");
            case ARMING ->
                isSettingUp(situation.run())
                        ? new Standing(Reason.SETTING_UP, "The setup is being done.")
                        : new Standing(Reason.WAITING_FOR_RUNNERS, "Waiting for " + runners + " to be ready.");
            case RUNNING -> new Standing(Reason.RUNNING, "Load is being made.");
            case FINISHING ->
                isTearingDown(situation.run())
                        ? new Standing(Reason.TEARING_DOWN, "The load is over; the teardown is being done.")
                        : new Standing(Reason.FINISHING, "The load is over; waiting for final reports.");
            case FINISHED -> new Standing(Reason.FINISHING, "The run is being judged.");
        };
    }

    private static boolean isSettingUp(@Nullable RunStatus run) {
        return run != null && run.setupAt() != null;
    }

    private static boolean isTearingDown(@Nullable RunStatus run) {
        return run != null && run.teardownAt() != null;
    }
}
