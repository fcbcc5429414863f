package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.OnChange;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.operator.verdict.Reason;
import dev.loadstone.operator.verdict.RunEnd;
import dev.loadstone.protocol.AddressRules;
import dev.loadstone.protocol.Answer;
import dev.loadstone.protocol.RunPlan;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Why a run is ended before its time. */
record Stop(Reason reason, String message) {
    private static final Set<Reason> LOSSES = EnumSet.of(
            Reason.RUNNER_LOST, Reason.RUNNER_OOM_KILLED, Reason.RUNNER_EVICTED, Reason.RUN_DEADLINE_EXCEEDED);

    private static final Set<Reason> BREAKS = EnumSet.of(
            Reason.RUNNER_BROKEN, Reason.TARGET_REFUSED, Reason.RUNNER_CRASHED, Reason.START_DEADLINE_EXCEEDED);

    /** What the user, or the cluster's owner, asked for while the run was under way. */
    static Optional<Stop> asked(Observation observation, RunStatus run, Instant now) {
        LoadTest test = observation.test();
        Optional<String> frozenBy = observation.bounds().frozenBy();
        if (frozenBy.isPresent()) {
            return Optional.of(new Stop(
                    Reason.FROZEN,
                    "LoadTestPolicy " + frozenBy.get() + " has frozen the namespace: all runs are drained"));
        }
        if (test.getSpec().suspend()) {
            return Optional.of(new Stop(Reason.SUSPENDED, "spec.suspend is true"));
        }
        if (Trigger.isSpecChanged(test, run) && !outlivesChange(observation, run)) {
            return Optional.of(new Stop(Reason.SPEC_CHANGED, "the spec changed during the run"));
        }
        if (Trigger.isRunRequested(test, run)) {
            return Optional.of(new Stop(Reason.RUN_REQUESTED, "a new run was asked for during the run"));
        }
        return ScheduledStarts.replaces(test, now)
                ? Optional.of(
                        new Stop(Reason.REPLACED_BY_SCHEDULE, "the next run of the schedule was due during the run"))
                : Optional.empty();
    }

    /** A run of which something is still to be made can't go on by a spec that is no longer there. */
    private static boolean outlivesChange(Observation observation, RunStatus run) {
        RunPlan plan = observation.plan();
        return observation.test().getSpec().runPolicy().onChange() == OnChange.IGNORE
                && plan != null
                && (run.setupAt() != null || run.startMicros() != null || observation.hasAllJobs(plan));
    }

    /** What ends a run whose load is not to begin; empty where that is not for anybody to be told. */
    static Optional<Stop> of(RunEnd end) {
        return end instanceof RunEnd.Broken(Reason reason, String message)
                ? Optional.of(new Stop(reason, message))
                : Optional.empty();
    }

    /** The test ended itself. */
    static Optional<Stop> ofTest(Crew crew) {
        return crew.endOfTest().map(words -> new Stop(Reason.ENDED_BY_TEST, words));
    }

    /** @param what a runner says that can't do the run */
    static Stop broken(String what) {
        return new Stop(AddressRules.isRefusal(what) ? Reason.TARGET_REFUSED : Reason.RUNNER_BROKEN, what);
    }

    /** @param when for a sentence */
    static Stop lost(List<Casualty> casualties, String when) {
        Casualty first = casualties.getFirst();
        String others = casualties.size() == 1 ? "" : "; " + (casualties.size() - 1) + " more were lost";
        return new Stop(first.reason(), first.what() + when + others + first.advice());
    }

    /** The stop that the run was told; empty where it was not. */
    static Optional<Stop> told(RunStatus run) {
        if (run.stopReason() == null) {
            return Optional.empty();
        }
        Reason reason = Arrays.stream(Reason.values())
                .filter(each -> each.word().equals(run.stopReason()))
                .findAny()
                .orElse(Reason.STOPPED);
        return Optional.of(new Stop(reason, run.stopMessage() == null ? "" : run.stopMessage()));
    }

    /** Whether runners may take the time of the graceful stop. */
    boolean isGraceful() {
        return reason == Reason.ENDED_BY_TEST;
    }

    /** What runners are told. */
    Answer.Command command() {
        return isGraceful() ? new Answer.Finish() : new Answer.Stop(reason.word());
    }

    /** How a run ends that was stopped for this. */
    RunEnd end() {
        if (reason == Reason.ENDED_BY_TEST) {
            return new RunEnd.EndedByTest(message);
        }
        if (reason == Reason.ABORTED_BY_THRESHOLD) {
            return new RunEnd.AbortedByThreshold(message);
        }
        if (BREAKS.contains(reason)) {
            return new RunEnd.Broken(reason, message);
        }
        return LOSSES.contains(reason) ? new RunEnd.Lost(reason, message) : new RunEnd.Stopped(reason, message);
    }
}
