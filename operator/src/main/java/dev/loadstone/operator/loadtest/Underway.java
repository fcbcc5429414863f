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
        Optional<RunEnd> end = end(crew);
        if (end.isPresent()) {
            return new TearingDown(observation, run, plan, deadlines, now).decide(end.get());
        }
        List<Deed> open = List.of(new Deed.Open(plan));
        Optional<Stop> stop = run.stopReason() == null ? stop(crew) : hurry();
        if (stop.isPresent()) {
            return stopping(crew, stop.get()).after(open);
        }
        return wasNeverTold(crew)
                ? Waiting.start(observation, run, plan, now).after(open)
                : goOn(crew).after(open);
    }

    private Optional<RunEnd> end(Crew crew) {
        Optional<Stop> told = Stop.told(run);
        boolean itself = told.map(Stop::isGraceful).orElse(true);
        if (itself && crew.allCompleted()) {
            Optional<Stop> early = crew.allWhole() ? Optional.empty() : told.or(() -> Stop.ofTest(crew));
            return Optional.of(early.map(Stop::end).orElseGet(RunEnd.Completed::new));
        }
        if (told.isPresent() && (crew.allSilent() || deadlines.passed(drained(told.get())))) {
            return Optional.of(itself ? undone(crew) : told.get().end());
        }
        return deadlines.passed(deadlines.finalReports()) ? Optional.of(late(crew)) : Optional.empty();
    }

    private Instant drained(Stop told) {
        return told.isGraceful() ? deadlines.finished() : deadlines.drained();
    }

    /** The test has ended itself, but not every runner has come to that end. */
    private RunEnd undone(Crew crew) {
        List<Casualty> casualties = crew.casualties().toList();
        return casualties.isEmpty()
                ? late(crew)
                : Stop.lost(casualties, " when the test had ended itself").end();
    }

    private RunEnd late(Crew crew) {
        var counts = crew.counts(true);
        String message =
                counts.reported() + " of " + counts.desired() + " runners sent a final report before the deadline";
        return new RunEnd.Lost(Reason.RUN_DEADLINE_EXCEEDED, message);
    }

    private Optional<Stop> stop(Crew crew) {
        return Stop.asked(observation.test(), run, now)
                .or(() -> crew.broken().map(what -> new Stop(Reason.RUNNER_BROKEN, what)))
                .or(() -> lost(crew))
                .or(this::aborting)
                .or(() -> Stop.ofTest(crew));
    }

    /** Who wants the load to end need not wait for runners that finish in their own time. */
    private Optional<Stop> hurry() {
        return Stop.told(run).filter(Stop::isGraceful).flatMap(told -> Stop.asked(observation.test(), run, now));
    }

    private Optional<Stop> lost(Crew crew) {
        List<Casualty> casualties = crew.casualties().toList();
        if (casualties.isEmpty() && observation.hasAllJobs(plan)) {
            return Optional.empty();
        }
        String when = " at second %d of %d"
                .formatted(
                        Math.max(0, Duration.between(deadlines.start(), now).toSeconds()),
                        plan.durationMillis() / 1000);
        return Optional.of(
                casualties.isEmpty()
                        ? new Stop(Reason.RUNNER_LOST, "the Job was deleted" + when)
                        : Stop.lost(casualties, when));
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

    /** All wait for a start that has passed: the operator was killed between naming and telling it. */
    private boolean wasNeverTold(Crew crew) {
        return run.stopReason() == null
                && crew.allArmed()
                && crew.allHeardAfter(deadlines.start().plus(UNTOLD))
                && !deadlines.passed(deadlines.startable());
    }

    private Decision goOn(Crew crew) {
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
        return new Decision(deeds, nextLook());
    }

    /** Said again only while it is true: a runner that is told of a start long past would take all that was due for late. */
    private Optional<Deed> restart(Crew crew) {
        boolean timely = now.isBefore(deadlines.start().plusSeconds(1));
        long micros = Objects.requireNonNull(run.startMicros());
        return timely || crew.anyStarted()
                ? new ErrandRunner(observation, plan, crew)
                        .shared()
                        .map(shared -> new Deed.Tell(id(), new Answer.Start(micros, shared)))
                : Optional.empty();
    }

    private Duration nextLook() {
        Instant progress = Cadence.nextProgress(observation.status(), plan, deadlines.start());
        Instant soon = mayAbort() || run.stopReason() != null ? now.plus(ABORT_LOOK) : progress;
        return Cadence.until(now, soon, progress, deadlines.loadEnd().plusSeconds(1), deadlines.finalReports());
    }

    private Report report() {
        return observation.report(plan);
    }

    private Deed tell(Stop stop) {
        return run.teardownAt() == null ? new Deed.Tell(id(), stop.command()) : TearingDown.tell(id(), stop.command());
    }

    private RunId id() {
        return Observation.runId(observation.test(), run);
    }
}
