package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.operator.report.Report;
import dev.loadstone.operator.status.ReportJson;
import dev.loadstone.operator.status.Situation;
import dev.loadstone.operator.status.Statuses;
import dev.loadstone.operator.verdict.Judge;
import dev.loadstone.operator.verdict.Reason;
import dev.loadstone.operator.verdict.RunEnd;
import dev.loadstone.operator.verdict.Verdict;
import dev.loadstone.operator.workload.ReportConfigMap;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunPlan;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The last deeds of a run: the report is written before the verdict, and the runners go only when both are. */
record Closing(Observation observation, RunStatus run, RunPlan plan, Instant now) {
    static final Duration NEXT_RUN = Duration.ofMillis(20);

    Decision decide(RunEnd end) {
        LoadTest test = observation.test();
        RunId id = Observation.runId(test, run);
        Report report = observation.report(plan);
        Verdict verdict = Judge.judge(report, end);
        boolean measured = run.startMicros() != null;
        var crew = new Crew(observation, plan, now);
        var deeds = new ArrayList<Deed>();
        if (measured) {
            deeds.add(new Deed.Create(ReportConfigMap.of(test, id, ReportJson.of(report, verdict)), false));
        }
        deeds.add(new Deed.WriteStatus(status(crew, report, verdict, measured)));
        deeds.add(new Deed.Close(id));
        if (!crew.allOver()) {
            observation
                    .jobs()
                    .forEach(job -> deeds.add(
                            new Deed.Delete(Job.class, job.getMetadata().getName())));
        }
        deeds.add(Announcement.ended(verdict, run));
        return new Decision(deeds, NEXT_RUN);
    }

    private LoadTestStatus status(Crew crew, Report report, Verdict verdict, boolean measured) {
        LoadTestStatus previous = observation.status();
        return Statuses.of(
                new Situation(
                        Objects.requireNonNullElse(run.generation(), 0L),
                        previous,
                        verdict.reason() == Reason.SUSPENDED ? RunPhase.SUSPENDED : RunPhase.FINISHED,
                        run.judged(now.toString()),
                        crew.counts(measured),
                        measured ? report : null,
                        verdict,
                        null,
                        measured
                                ? ReportConfigMap.name(observation.test(), Observation.runId(observation.test(), run))
                                : null,
                        previous == null ? List.of() : previous.history()),
                now);
    }
}
