package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.operator.report.Report;
import dev.loadstone.operator.status.HistoryEntries;
import dev.loadstone.operator.status.ReportJson;
import dev.loadstone.operator.status.Situation;
import dev.loadstone.operator.status.Situation.RunnerCounts;
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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The last deeds of a run: the report is written before the verdict, and the runners go only when both are. */
record Closing(Observation observation, RunStatus run, RunPlan plan, Instant now) {
    static final Duration NEXT_RUN = Duration.ofMillis(20);

    Decision decide(RunEnd end) {
        LoadTest test = observation.test();
        RunId id = Observation.runId(test, run);
        Report report = observation.report(plan, end.lost());
        boolean measured = run.startMicros() != null;
        boolean kept = measured && observation.unreported() == null;
        Verdict verdict = Judge.judge(report, end).saying(measured && !kept ? unreported() : "");
        var crew = new Crew(observation, plan, now);
        var deeds = new ArrayList<Deed>();
        if (kept) {
            // Where it is refused, nothing follows: the next look knows of it.
            deeds.add(new Deed.Create(ReportConfigMap.of(test, id, ReportJson.of(report, verdict)), true));
        }
        // The end is told before it is written: whoever finds it written tells nothing any more.
        deeds.add(new Audit(observation, run)
                .ended(plan, verdict, report.results().counts().offered()));
        deeds.add(Announcement.ended(verdict, run));
        deeds.add(new Deed.WriteStatus(status(counts(crew, end, measured), measured ? report : null, verdict, kept)));
        deeds.add(new Deed.Close(id));
        if (!crew.allOver()) {
            observation
                    .jobs()
                    .forEach(job -> deeds.add(
                            new Deed.Delete(Job.class, job.getMetadata().getName())));
        }
        return new Decision(deeds, NEXT_RUN);
    }

    private String unreported() {
        return " Warning: the whole report is not kept, the cluster refuses it"
                + Casualty.tail(observation.unreported()) + ".";
    }

    /** Whoever is left out is lost, though its pod may still be there. */
    private static RunnerCounts counts(Crew crew, RunEnd end, boolean measured) {
        RunnerCounts counts = crew.counts(measured);
        int lost = Math.max(counts.lost(), end.lost().size());
        return new RunnerCounts(counts.desired(), counts.ready(), counts.reported(), lost, counts.sizing());
    }

    private LoadTestStatus status(RunnerCounts counts, @Nullable Report report, Verdict verdict, boolean kept) {
        LoadTestStatus previous = observation.status();
        RunId id = Observation.runId(observation.test(), run);
        return Statuses.of(
                new Situation(
                        Objects.requireNonNullElse(run.generation(), 0L),
                        previous,
                        verdict.reason() == Reason.SUSPENDED ? RunPhase.SUSPENDED : RunPhase.FINISHED,
                        run.judged(now.toString()),
                        counts,
                        report,
                        verdict,
                        null,
                        kept ? ReportConfigMap.name(observation.test(), id) : null,
                        HistoryEntries.of(previous, observation.test().getSpec().runPolicy())),
                now);
    }
}
