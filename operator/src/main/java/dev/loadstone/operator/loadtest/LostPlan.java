package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.operator.status.Situation;
import dev.loadstone.operator.status.Statuses;
import dev.loadstone.operator.verdict.Reason;
import dev.loadstone.operator.verdict.Verdict;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A run under way whose plan is not there and can't be made again, as the spec is another one by now: nobody can read its reports. */
record LostPlan(Observation observation, RunStatus run, Instant now) {
    Decision end() {
        LoadTestStatus previous = observation.status();
        String message = "The spec changed during the run, and its plan is not there: what was measured can't be told.";
        var verdict = new Verdict(Outcome.ABORTED, Reason.SPEC_CHANGED, message, List.of());
        LoadTestStatus status = Statuses.of(
                new Situation(
                        Objects.requireNonNullElse(run.generation(), 0L),
                        previous,
                        RunPhase.FINISHED,
                        run.judged(now.toString()),
                        Resting.noRunners(observation),
                        null,
                        verdict,
                        null,
                        null,
                        previous == null ? List.of() : previous.history()),
                now);
        var deeds = new ArrayList<Deed>();
        deeds.add(new Audit(observation, run).ended(null, verdict, 0));
        deeds.add(Announcement.ended(verdict, run));
        deeds.add(new Deed.WriteStatus(status));
        deeds.add(new Deed.Close(Observation.runId(observation.test(), run)));
        observation
                .jobs()
                .forEach(job ->
                        deeds.add(new Deed.Delete(Job.class, job.getMetadata().getName())));
        return new Decision(deeds, Closing.NEXT_RUN);
    }
}
