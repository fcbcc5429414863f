package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.HistoryEntry;
import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.operator.plan.PlanResult;
import dev.loadstone.operator.plan.Planner;
import dev.loadstone.operator.policy.Inspection;
import dev.loadstone.operator.status.HistoryEntries;
import dev.loadstone.operator.status.MeasuredCost;
import dev.loadstone.operator.status.Situation;
import dev.loadstone.operator.status.Situation.RunnerCounts;
import dev.loadstone.operator.status.Statuses;
import dev.loadstone.operator.verdict.Reason;
import dev.loadstone.operator.verdict.Verdict;
import dev.loadstone.operator.workload.PlanConfigMap;
import dev.loadstone.operator.workload.RunnerSettings;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The first deeds of a run. That it is meant is written down before anything is made, so that it can't be meant twice. */
record NewRun(Observation observation, RunnerSettings settings, Instant now) {
    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);

    Decision decide(Trigger trigger, long seed) {
        RunStatus run = run(trigger, seed);
        PlanResult sound = plan(run);
        switch (allowed(sound)) {
            case PlanResult.Planned(RunPlan plan, String sizing) -> {
                RunStatus planned = run.ofPlan(PlanConfigMap.digest(plan));
                var none = new RunnerCounts(plan.runners(), 0, 0, 0, sizing);
                var deeds = new ArrayList<Deed>();
                deeds.add(new Deed.WriteStatus(status(RunPhase.PLANNING, planned, none, null)));
                deeds.addAll(Preparation.of(observation, planned, plan, sizing, settings));
                return new Decision(deeds, FIRST_LOOK);
            }
            case PlanResult.Refused refused -> {
                return refuse(run, refused, reason(sound));
            }
        }
    }

    /** The run is over before anything was made for it: it counts, so that the history tells of it. */
    Decision refuse(RunStatus run, PlanResult.Refused refused, Reason reason) {
        var verdict = new Verdict(Outcome.ERROR, reason, refused.message(), List.of());
        var none = Resting.noRunners(observation);
        RunStatus judged = run.judged(now.toString());
        return new Decision(
                List.of(
                        new Audit(observation, judged).refused(verdict),
                        Announcement.ended(verdict, run),
                        new Deed.WriteStatus(status(RunPhase.FINISHED, judged, none, verdict))),
                null);
    }

    /** The end of a run that could never be, for which nobody need wait; empty where the spec is sound and allowed. */
    Optional<Decision> refusal(Trigger trigger, long seed) {
        RunStatus run = run(trigger, seed);
        PlanResult sound = plan(run);
        return allowed(sound) instanceof PlanResult.Refused refused
                ? Optional.of(refuse(run, refused, reason(sound)))
                : Optional.empty();
    }

    private PlanResult allowed(PlanResult sound) {
        return sound instanceof PlanResult.Planned planned
                ? Inspection.of(observation.test().getSpec(), planned, observation.bounds())
                : sound;
    }

    private static Reason reason(PlanResult sound) {
        return sound instanceof PlanResult.Refused ? Reason.INVALID_SPEC : Reason.POLICY_VIOLATION;
    }

    private PlanResult plan(RunStatus run) {
        LoadTest test = observation.test();
        return plan(test, test.getSpec(), run, MeasuredCost.of(observation.status()));
    }

    /** The plan of a run that was meant before, every time the same: with the runners that it was given then. */
    static PlanResult again(Observation observation, RunStatus run) {
        PlanResult again = planAgain(observation, run);
        // Those whose load has begun have their rules, and are judged without.
        return again instanceof PlanResult.Planned planned && run.startMicros() == null
                ? Inspection.again(planned, observation.bounds())
                : again;
    }

    /** The end of a run that was meant before, and can't go on so. */
    Decision refuseAgain(RunStatus run, PlanResult.Refused refused) {
        return refuse(run, refused, reason(planAgain(observation, run)));
    }

    private static PlanResult planAgain(Observation observation, RunStatus run) {
        LoadTest test = observation.test();
        LoadTestSpec spec = test.getSpec();
        LoadTestStatus status = observation.status();
        boolean sized = spec.runners().auto() != null && status != null && status.runners() != null;
        return sized
                ? plan(
                        test,
                        spec.withRunners(spec.runners().counted(status.runners().desired())),
                        run,
                        null)
                : plan(test, spec, run, null);
    }

    private static PlanResult plan(LoadTest test, LoadTestSpec spec, RunStatus run, @Nullable Double cpuMicros) {
        return Planner.plan(
                spec,
                test.getMetadata().getNamespace(),
                test.getMetadata().getName(),
                Observation.runId(test, run),
                run.seed() == null ? 0 : run.seed(),
                cpuMicros);
    }

    private RunStatus run(Trigger trigger, long seed) {
        LoadTest test = observation.test();
        RunStatus last = observation.run();
        var id = new RunId(test.getMetadata().getUid(), last == null ? 1 : last.number() + 1);
        return RunStatus.planned(
                id.number(),
                id.toString(),
                observation.generation(),
                SpecHash.of(test.getSpec()),
                Trigger.requestedAt(test),
                trigger.word(),
                seed,
                now.toString());
    }

    private LoadTestStatus status(RunPhase phase, RunStatus run, RunnerCounts counts, @Nullable Verdict verdict) {
        LoadTestStatus previous = observation.status();
        List<HistoryEntry> history =
                HistoryEntries.after(previous, observation.test().getSpec().runPolicy());
        LoadTestStatus status = Statuses.of(
                new Situation(
                        observation.generation(), previous, phase, run, counts, null, verdict, null, null, history),
                now);
        return Observation.isLive(observation.run())
                ? status
                : status.withSchedule(ScheduledStarts.of(observation.test(), now)
                        .map(ScheduledStarts::status)
                        .orElse(null));
    }
}
