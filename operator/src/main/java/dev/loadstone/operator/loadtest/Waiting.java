package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.operator.status.Situation.Trouble;
import dev.loadstone.operator.verdict.Reason;
import dev.loadstone.operator.verdict.RunEnd;
import dev.loadstone.operator.workload.RunnerSettings;
import dev.loadstone.protocol.Answer;
import dev.loadstone.protocol.RunPlan;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A run whose load has not started: Planning, Scheduling and Arming. */
record Waiting(Observation observation, RunStatus run, RunPlan plan, RunnerSettings settings, Instant now) {
    private static final Duration LOOK = Duration.ofSeconds(2);

    /** Every runner must have heard of the start before it comes; they ask every 100 ms, and less often when they are many. */
    private static final long LEAD_MILLIS = 700;

    private static final long LEAD_MILLIS_PER_RUNNER = 3;

    Decision decide() {
        var crew = new Crew(observation, plan, now);
        Optional<Trouble> trouble = Hindrance.of(observation);
        Optional<Stop> asked = Stop.asked(observation.test(), run);
        if (asked.isPresent()) {
            RunStatus stopped =
                    run.stopping(asked.get().reason().word(), asked.get().message(), now.toString());
            return new Closing(observation, stopped, plan, now)
                    .decide(asked.get().end());
        }
        Optional<RunEnd> end = end(crew, trouble);
        if (end.isPresent()) {
            return new Closing(observation, run, plan, now).decide(end.get());
        }
        List<Deed> deeds = Preparation.of(observation, run, plan, settings);
        return (crew.allArmed() ? start(observation, run, plan, now) : wait(crew, trouble)).after(deeds);
    }

    /** Names the start instant: in the status first, so that no other can be named when it has been told. */
    static Decision start(Observation observation, RunStatus run, RunPlan plan, Instant now) {
        Instant start = now.plusMillis(LEAD_MILLIS + LEAD_MILLIS_PER_RUNNER * plan.runners())
                .truncatedTo(ChronoUnit.MILLIS);
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, start);
        RunStatus starting = run.starting(micros, start.toString());
        var counts = new Crew(observation, plan, now).counts(false);
        var status = new LiveStatus(observation, starting, counts, now).of(RunPhase.RUNNING, null, null);
        return new Decision(
                List.of(
                        new Deed.WriteStatus(status),
                        new Deed.Tell(Observation.runId(observation.test(), run), new Answer.Start(micros))),
                Cadence.until(now, Cadence.nextProgress(status, plan, start)));
    }

    private Decision wait(Crew crew, Optional<Trouble> trouble) {
        RunPhase phase = observation.job() == null
                ? RunPhase.PLANNING
                : crew.allPodsRunning() ? RunPhase.ARMING : RunPhase.SCHEDULING;
        var status = new LiveStatus(observation, run, crew.counts(false), now);
        var deeds = new ArrayList<Deed>();
        if (status.isNews(phase, trouble.orElse(null))) {
            deeds.add(new Deed.WriteStatus(status.of(phase, trouble.orElse(null), null)));
            trouble.filter(each -> !status.shownTrouble()
                            .equals(Optional.of(each.reason().word())))
                    .ifPresent(each -> deeds.add(Announcement.stalled(each, run)));
        }
        return new Decision(
                deeds, Cadence.until(now, now.plus(LOOK), deadlines().ready()));
    }

    private Optional<RunEnd> end(Crew crew, Optional<Trouble> trouble) {
        return crew.broken()
                .<RunEnd>map(what -> new RunEnd.Broken(Reason.RUNNER_BROKEN, what))
                .or(() -> crew.ended().findFirst().map(Waiting::crashed))
                .or(this::orphaned)
                .or(() ->
                        deadlines().passed(deadlines().ready()) ? Optional.of(late(crew, trouble)) : Optional.empty());
    }

    /** Runners of a second Job would be refused for those of the first, which have reported and are gone. */
    private Optional<RunEnd> orphaned() {
        return observation.job() == null && !observation.journals().isEmpty()
                ? Optional.of(new RunEnd.Broken(
                        Reason.RUNNER_LOST, "before the start, the Job was deleted; ask for another run"))
                : Optional.empty();
    }

    private static RunEnd crashed(Casualty casualty) {
        Reason reason = casualty.reason() == Reason.RUNNER_LOST ? Reason.RUNNER_CRASHED : casualty.reason();
        return new RunEnd.Broken(reason, "before the start, " + casualty.what());
    }

    private RunEnd late(Crew crew, Optional<Trouble> trouble) {
        String limit = observation.test().getSpec().runPolicy().startDeadline();
        String counted = crew.counts(false).ready() + " of " + plan.runners() + " runners were ready within " + limit;
        return trouble.<RunEnd>map(each -> new RunEnd.Broken(each.reason(), counted + ": " + each.message()))
                .orElseGet(() -> new RunEnd.Broken(Reason.START_DEADLINE_EXCEEDED, counted));
    }

    private Deadlines deadlines() {
        return new Deadlines(observation, plan, now);
    }
}
