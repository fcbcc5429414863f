package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.operator.report.Report;
import dev.loadstone.operator.verdict.Judge;
import dev.loadstone.operator.verdict.Reason;
import dev.loadstone.operator.verdict.RunEnd;
import dev.loadstone.protocol.Answer;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Threshold;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A run whose start instant is named: Running and Finishing. */
record Underway(Observation observation, RunStatus run, RunPlan plan, Deadlines deadlines, Instant now) {
    /** How long after its start a runner that still waits can't have been told of it. */
    private static final Duration UNTOLD = Duration.ofSeconds(3);

    private static final Duration ABORT_LOOK = Duration.ofSeconds(1);

    Decision decide() {
        var crew = new Crew(observation, plan, now);
        var losses = Losses.of(plan, crew);
        Optional<RunEnd> end = end(crew, losses);
        if (end.isPresent()) {
            return new TearingDown(observation, run, plan, deadlines, now).decide(end.get());
        }
        List<Deed> open = List.of(new Deed.Open(plan));
        Optional<Stop> stop = run.stopReason() == null ? stop(crew, losses) : hurry();
        if (stop.isPresent()) {
            return stopping(crew, stop.get()).after(open);
        }
        return wasNeverTold(crew)
                ? Waiting.start(observation, run, plan, now).after(open)
                : goOn(crew, losses).after(open);
    }

    private Optional<RunEnd> end(Crew crew, Losses losses) {
        Optional<Stop> told = Stop.told(run);
        boolean itself = told.map(Stop::isGraceful).orElse(true);
        if (itself && crew.allCompletedBut(losses.leftOut())) {
            return Optional.of(completed(crew, losses));
        }
        if (told.isPresent() && (crew.allSilent() || deadlines.passed(drained(told.get())))) {
            return Optional.of(itself ? undone(crew) : told.get().end());
        }
        return deadlines.passed(deadlines.finalReports()) ? Optional.of(late(crew)) : Optional.empty();
    }

    private RunEnd completed(Crew crew, Losses losses) {
        Optional<Stop> early = crew.allWholeBut(losses.leftOut())
                ? Optional.empty()
                : Stop.told(run).or(() -> Stop.ofTest(crew));
        return losses.reduced(early.map(Stop::end).orElseGet(RunEnd.Completed::new));
    }

    private Instant drained(Stop told) {
        return told.isGraceful() ? deadlines.finished() : deadlines.drained();
    }

    /** The test has ended itself, but not every runner has come to that end. */
    private RunEnd undone(Crew crew) {
        List<Casualty> casualties = crew.casualties().toList();
        return casualties.isEmpty() || Losses.atDeadline(plan, crew).areBorne()
                ? late(crew)
                : Stop.lost(casualties, " when the test had ended itself").end();
    }

    private RunEnd late(Crew crew) {
        var losses = Losses.atDeadline(plan, crew);
        if (losses.areBorne()) {
            return completed(crew, losses);
        }
        var counts = crew.counts(true);
        String message =
                counts.reported() + " of " + counts.desired() + " runners sent a final report before the deadline";
        return new RunEnd.Lost(Reason.RUN_DEADLINE_EXCEEDED, message);
    }

    private Optional<Stop> stop(Crew crew, Losses losses) {
        return asked().or(() -> crew.broken().map(Stop::broken))
                .or(() -> lost(losses))
                .or(this::aborting)
                .or(() -> Stop.ofTest(crew));
    }

    /** Who wants the load to end need not wait for runners that finish in their own time. */
    private Optional<Stop> hurry() {
        return Stop.told(run).filter(Stop::isGraceful).flatMap(told -> asked());
    }

    private Optional<Stop> asked() {
        return Stop.asked(observation, run, now)
                .or(() -> deadlines.isOverActive()
                        ? Optional.of(new Stop(
                                Reason.RUN_DEADLINE_EXCEEDED,
                                "the run was not over within its activeDeadline of " + deadlines.activeDeadline()
                                        + ": it was stopped" + when()))
                        : Optional.empty());
    }

    private Optional<Stop> lost(Losses losses) {
        if (losses.areBorne() && deadlines.passed(deadlines.start())) {
            return Optional.empty();
        }
        // Who bears losses sees the runners of a deleted Job go one by one.
        boolean someLeft =
                plan.lenience().continuesOnLoss() && !observation.jobs().isEmpty();
        if (!observation.hasAllJobs(plan) && !someLeft) {
            // It is the Job that somebody deleted; its pods went with it.
            return Optional.of(new Stop(Reason.RUNNER_LOST, "the Job was deleted" + when()));
        }
        return losses.casualties().isEmpty() ? Optional.empty() : Optional.of(Stop.lost(losses.casualties(), when()));
    }

    private String when() {
        return " at second %d of %d"
                .formatted(
                        Math.max(0, Duration.between(deadlines.start(), now).toSeconds()),
                        plan.durationMillis() / 1000);
    }

    private Optional<Stop> aborting() {
        return mayAbort() && !observation.journals().isEmpty()
                ? Judge.aborting(report())
                        .map(finding -> new Stop(
                                Reason.ABORTED_BY_THRESHOLD, finding.threshold().name()))
                : Optional.empty();
    }

    private boolean mayAbort() {
        return plan.thresholds().stream().anyMatch(Threshold::abort) && !deadlines.passed(deadlines.loadEnd());
    }

    private Decision stopping(Crew crew, Stop stop) {
        RunStatus stopping = run.stopping(stop.reason().word(), stop.message(), now.toString());
        var status = new LiveStatus(observation, stopping, crew.counts(true), now);
        return new Decision(
                List.of(new Deed.WriteStatus(status.of(RunPhase.FINISHING, null, report())), tell(stop)),
                Cadence.until(now, now));
    }

    /**
     * All wait for a start that has passed: the operator was killed between naming and telling it. A process that was there in
     * time has told it: who was cut off then may have heard of it just now.
     */
    private boolean wasNeverTold(Crew crew) {
        return run.stopReason() == null
                && !wasHere()
                && crew.allArmed()
                && crew.allHeardAfter(deadlines.start().plus(UNTOLD))
                && !deadlines.passed(deadlines.startable());
    }

    private Decision goOn(Crew crew, Losses losses) {
        var deeds = new ArrayList<Deed>();
        Stop.told(run).map(this::tell).or(() -> restart(crew)).ifPresent(deeds::add);
        RunPhase phase = run.stopReason() != null || deadlines.passed(deadlines.loadEnd())
                ? RunPhase.FINISHING
                : RunPhase.RUNNING;
        Instant progress = Cadence.nextProgress(observation.status(), plan, deadlines.start());
        var status = new LiveStatus(observation, run, crew.counts(true), now);
        if (status.isNews(phase, null) || phase == RunPhase.RUNNING && deadlines.passed(progress)) {
            deeds.add(new Deed.WriteStatus(status.of(phase, null, report())));
        }
        if (status.hasLostMore() && losses.areBorne()) {
            deeds.add(Announcement.goesOn(losses, run));
        }
        return new Decision(deeds, nextLook());
    }

    /** Not said by who came late, unless somebody has heard of it: all wait, and can be given another start together. */
    private Optional<Deed> restart(Crew crew) {
        long micros = Objects.requireNonNull(run.startMicros());
        return wasHere() || crew.anyStarted()
                ? new ErrandRunner(observation, plan, crew)
                        .shared()
                        .map(shared -> new Deed.Tell(id(), new Answer.Start(micros, shared)))
                : Optional.empty();
    }

    private boolean wasHere() {
        return observation.attendedSince().isBefore(deadlines.start().plusSeconds(1));
    }

    private Duration nextLook() {
        Instant progress = Cadence.nextProgress(observation.status(), plan, deadlines.start());
        Instant soon = mayAbort() || run.stopReason() != null ? now.plus(ABORT_LOOK) : progress;
        return Cadence.until(
                now, soon, progress, deadlines.loadEnd().plusSeconds(1), deadlines.finalReports(), deadlines.active());
    }

    private Report report() {
        Losses losses = Losses.of(plan, new Crew(observation, plan, now));
        return observation.report(plan, losses.leftOut());
    }

    private Deed tell(Stop stop) {
        return run.teardownAt() == null ? new Deed.Tell(id(), stop.command()) : TearingDown.tell(id(), stop.command());
    }

    private RunId id() {
        return Observation.runId(observation.test(), run);
    }
}
