package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.operator.status.Situation.Trouble;
import dev.loadstone.operator.verdict.Reason;
import dev.loadstone.operator.verdict.RunEnd;
import dev.loadstone.operator.workload.Part;
import dev.loadstone.operator.workload.RunnerSettings;
import dev.loadstone.protocol.Answer;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.SharedValue;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run whose load has not started: Planning, Scheduling and Arming. */
record Waiting(Observation observation, RunStatus run, RunPlan plan, RunnerSettings settings, Instant now) {
    private static final Duration LOOK = Duration.ofSeconds(2);

    /** A load that is to be stopped before it begins. */
    private static final Duration SOON = Duration.ofMillis(20);

    /** Of runners that are not ready though nothing is wrong with their pods. */
    private static final String UNHEARD =
            ": the pods of the rest run, but the operator has not heard of them; look at their logs,"
                    + " and for a NetworkPolicy that keeps them from it";

    /** Every runner must have heard of the start before it comes; they ask every 100 ms, and less often when they are many. */
    private static final long LEAD_MILLIS = 700;

    private static final long LEAD_MILLIS_PER_RUNNER = 3;

    Decision decide() {
        var crew = new Crew(observation, plan, now);
        Optional<Trouble> trouble = Hindrance.of(observation);
        Optional<Stop> asked = Stop.asked(observation, run, now);
        Optional<RunEnd> end = asked.isPresent() ? asked.map(Stop::end) : end(crew, trouble);
        if (end.isPresent()) {
            return ending(crew, end.get(), asked);
        }
        List<Deed> deeds = Preparation.of(observation, run, plan, observation.sizing(), settings);
        // What is refused again ends the look: what is known of it must be told before.
        return observation.refusal() == null || crew.allArmed()
                ? stage(crew, trouble).after(deeds)
                : stage(crew, trouble).before(deeds);
    }

    /** Whoever has begun to set up brings it to its end, so that there is a teardown that knows of it. */
    private Decision ending(Crew crew, RunEnd end, Optional<Stop> asked) {
        var errands = new ErrandRunner(observation, plan, crew);
        // Of a frozen namespace nothing goes on, and there is no teardown that would need it.
        boolean frozen = observation.bounds().frozenBy().isPresent();
        Optional<Stop> stop = asked.or(() -> Stop.of(end));
        if (!frozen && errands.hasSetUp() && stop.isPresent()) {
            return unstarted(crew, stop.get());
        }
        if (!frozen
                && errands.isSettingUpForTeardown()
                && !deadlines().passed(deadlines().setUp())) {
            return new SettingUp(observation, run, plan, now).goOn().after(List.of(new Deed.Open(plan)));
        }
        RunStatus ended = asked.map(each -> run.stopping(each.reason().word(), each.message(), now.toString()))
                .orElse(run);
        return new Closing(observation, ended, plan, now).decide(end);
    }

    /** From the start on there is a way to the teardown: it is named together with the stop, so that nobody hears of it. */
    private Decision unstarted(Crew crew, Stop stop) {
        Instant start = now.truncatedTo(ChronoUnit.MILLIS);
        RunStatus stopped = run.starting(ChronoUnit.MICROS.between(Instant.EPOCH, start), start.toString())
                .stopping(stop.reason().word(), stop.message(), now.toString());
        var status = new LiveStatus(observation, stopped, crew.counts(false), now);
        return new Decision(
                List.of(
                        new Deed.WriteStatus(status.of(RunPhase.FINISHING, null, null)),
                        new Deed.Open(plan),
                        new Deed.Tell(Observation.runId(observation.test(), run), stop.command())),
                SOON);
    }

    private Decision stage(Crew crew, Optional<Trouble> trouble) {
        var settingUp = new SettingUp(observation, run, plan, now);
        boolean ready = new ErrandRunner(observation, plan, crew).shared().isPresent();
        if (run.setupAt() != null && !ready) {
            return settingUp.goOn();
        }
        if (!crew.allArmed()) {
            return wait(crew, trouble);
        }
        return ready ? start(observation, run, plan, now) : settingUp.begin();
    }

    /** Names the start instant: in the status first, so that no other can be named when it has been told. */
    static Decision start(Observation observation, RunStatus run, RunPlan plan, Instant now) {
        Instant start = now.plusMillis(LEAD_MILLIS + LEAD_MILLIS_PER_RUNNER * plan.runners())
                .truncatedTo(ChronoUnit.MILLIS);
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, start);
        RunStatus starting = run.starting(micros, start.toString());
        var crew = new Crew(observation, plan, now);
        Map<String, SharedValue> shared =
                new ErrandRunner(observation, plan, crew).shared().orElse(Map.of());
        var status = new LiveStatus(observation, starting, crew.counts(false), now).of(RunPhase.RUNNING, null, null);
        return new Decision(
                List.of(
                        new Deed.WriteStatus(status),
                        new Deed.Tell(Observation.runId(observation.test(), run), new Answer.Start(micros, shared))),
                Cadence.until(now, Cadence.nextProgress(status, plan, start)));
    }

    private Decision wait(Crew crew, Optional<Trouble> trouble) {
        RunPhase phase = !observation.hasAllJobs(plan)
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
        Optional<RunEnd> end = crew.broken().map(Stop::broken).map(Stop::end).or(this::orphaned);
        if (run.setupAt() != null) {
            return end.or(() -> new SettingUp(observation, run, plan, now).end(deadlines()));
        }
        return end.or(() -> crew.ended().findFirst().map(Waiting::crashed))
                .or(() -> deadlines().isOverActive() ? Optional.of(overActive(crew)) : Optional.empty())
                .or(() ->
                        deadlines().passed(deadlines().ready()) ? Optional.of(late(crew, trouble)) : Optional.empty());
    }

    /** Runners of a second Job would be refused for those of the first, or would repeat a setup. */
    private Optional<RunEnd> orphaned() {
        boolean tooLate = run.setupAt() != null
                || observation.journals().keySet().stream()
                        .anyMatch(index -> observation.jobs().stream().noneMatch(job -> Part.starts(job, index)));
        return tooLate && !observation.hasAllJobs(plan)
                ? Optional.of(new RunEnd.Broken(
                        Reason.RUNNER_LOST, "before the start, the Job was deleted; ask for another run"))
                : Optional.empty();
    }

    private static RunEnd crashed(Casualty casualty) {
        Reason reason = casualty.reason() == Reason.RUNNER_LOST ? Reason.RUNNER_CRASHED : casualty.reason();
        return new RunEnd.Broken(reason, "before the start, " + casualty.what() + casualty.advice());
    }

    private RunEnd overActive(Crew crew) {
        String message = crew.counts(false).ready() + " of " + plan.runners()
                + " runners were ready within the activeDeadline of "
                + deadlines().activeDeadline();
        return new RunEnd.Broken(Reason.RUN_DEADLINE_EXCEEDED, message);
    }

    private RunEnd late(Crew crew, Optional<Trouble> trouble) {
        String limit = observation.test().getSpec().runPolicy().startDeadline();
        String counted = crew.counts(false).ready() + " of " + plan.runners() + " runners were ready within " + limit;
        return trouble.<RunEnd>map(each -> new RunEnd.Broken(each.reason(), counted + ": " + each.message()))
                .orElseGet(() -> new RunEnd.Broken(
                        Reason.START_DEADLINE_EXCEEDED, counted + (crew.allPodsRunning() ? UNHEARD : "")));
    }

    private Deadlines deadlines() {
        return new Deadlines(observation, plan, now);
    }
}
