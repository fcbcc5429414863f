package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.operator.report.Report;
import dev.loadstone.operator.verdict.Reason;
import dev.loadstone.operator.verdict.RunEnd;
import dev.loadstone.operator.workload.RunnerJobs;
import dev.loadstone.protocol.Answer;
import dev.loadstone.protocol.Errand;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/** A run whose load is over, however it came to that: its teardown, where it has one, and then its closing. */
record TearingDown(Observation observation, RunStatus run, RunPlan plan, Deadlines deadlines, Instant now) {
    private static final Duration LOOK = Duration.ofSeconds(2);

    Decision decide(RunEnd end) {
        if (plan.teardown() == null || observation.bounds().frozenBy().isPresent()) {
            return close(end);
        }
        var crew = new Crew(observation, plan, now);
        var runner = new ErrandRunner(observation, plan, crew);
        Errand.State state =
                runner.errand(Errand.Kind.TEARDOWN).map(Errand::state).orElse(Errand.State.UNDERWAY);
        return switch (state) {
            case DONE -> close(end);
            case FAILED ->
                fail(
                        end,
                        runner.errand(Errand.Kind.TEARDOWN).map(Errand::message).orElse(""));
            case UNDERWAY -> failure(runner).map(message -> fail(end, message)).orElseGet(() -> goOn(crew));
        };
    }

    private Optional<String> failure(ErrandRunner runner) {
        String not = run.teardownAt() == null ? "it was not run, because " : "it was cut short, because ";
        boolean late = run.teardownAt() != null && deadlines.passed(deadlines.tornDown());
        return runner.incapable()
                .map(why -> not + why)
                .or(() -> late
                        ? Optional.of("it was not over within " + RunnerJobs.ERRAND.toMinutes() + " min")
                        : Optional.empty());
    }

    private Decision goOn(Crew crew) {
        RunId id = Observation.runId(observation.test(), run);
        RunStatus begun = run.teardownAt() == null ? run.tearingDown(now.toString()) : run;
        var status = new LiveStatus(observation, begun, crew.counts(true), now);
        var deeds = new ArrayList<Deed>();
        if (status.isNews(RunPhase.FINISHING, null)) {
            Report report = observation.report(plan, Losses.of(plan, crew).leftOut());
            deeds.add(new Deed.WriteStatus(status.of(RunPhase.FINISHING, null, report)));
        }
        // Whoever still makes load is given up: what it would use is taken away.
        deeds.add(tell(id, new Answer.Stop(Reason.TEARING_DOWN.word())));
        return new Decision(deeds, Cadence.until(now, now.plus(LOOK)));
    }

    /** Says this to all but the runner that tears down, which would be cut short by it. */
    static Deed tell(RunId run, Answer.Command others) {
        return new Deed.Tell(run, others, Map.of(ErrandRunner.INDEX, new Answer.TearDown()));
    }

    private Decision fail(RunEnd end, String message) {
        return close(new RunEnd.TeardownFailed(end, message));
    }

    private Decision close(RunEnd end) {
        return new Closing(observation, run, plan, now).decide(end);
    }
}
