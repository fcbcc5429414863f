package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.operator.verdict.Reason;
import dev.loadstone.operator.verdict.RunEnd;
import dev.loadstone.operator.workload.RunnerJobs;
import dev.loadstone.protocol.Answer;
import dev.loadstone.protocol.Errand;
import dev.loadstone.protocol.RunPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/** A run whose runners were all ready, and of which one does the setup: the end of Arming. */
record SettingUp(Observation observation, RunStatus run, RunPlan plan, Instant now) {
    private static final Duration LOOK = Duration.ofSeconds(2);

    /** Writes down that it begins before it does: whoever finds that makes no runner any more. */
    Decision begin() {
        return new SettingUp(observation, run.settingUp(now.toString()), plan, now).goOn();
    }

    Decision goOn() {
        var crew = new Crew(observation, plan, now);
        var status = new LiveStatus(observation, run, crew.counts(false), now);
        var deeds = new ArrayList<Deed>();
        if (status.isNews(RunPhase.ARMING, null)) {
            deeds.add(new Deed.WriteStatus(status.of(RunPhase.ARMING, null, null)));
        }
        deeds.add(new Deed.Tell(
                Observation.runId(observation.test(), run),
                new Answer.Wait(),
                Map.of(ErrandRunner.INDEX, new Answer.SetUp())));
        return new Decision(deeds, Cadence.until(now, now.plus(LOOK)));
    }

    /** How the run ends before its start; empty where it goes on. */
    Optional<RunEnd> end(Deadlines deadlines) {
        var crew = new Crew(observation, plan, now);
        Optional<Errand> setup = new ErrandRunner(observation, plan, crew).errand(Errand.Kind.SETUP);
        Optional<RunEnd> failed = setup.filter(errand -> errand.state() == Errand.State.FAILED)
                .map(errand -> new RunEnd.SetupFailed(errand.message()));
        return failed.or(() -> crew.casualties().findFirst().map(SettingUp::lost))
                .or(() -> deadlines.passed(deadlines.setUp()) ? Optional.of(late(setup)) : Optional.empty());
    }

    private static RunEnd lost(Casualty casualty) {
        Reason reason = casualty.reason() == Reason.RUNNER_LOST ? Reason.RUNNER_CRASHED : casualty.reason();
        return new RunEnd.Broken(reason, "during the setup, before the start, " + casualty.what() + casualty.advice());
    }

    private static RunEnd late(Optional<Errand> setup) {
        boolean done =
                setup.filter(errand -> errand.state() == Errand.State.DONE).isPresent();
        return done
                ? new RunEnd.Broken(Reason.START_DEADLINE_EXCEEDED, "when the setup was done, a runner did not answer")
                : new RunEnd.SetupFailed("it was not over within " + RunnerJobs.ERRAND.toMinutes() + " min");
    }
}
