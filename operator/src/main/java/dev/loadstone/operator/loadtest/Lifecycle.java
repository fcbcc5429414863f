package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.operator.plan.PlanResult;
import dev.loadstone.operator.verdict.Reason;
import dev.loadstone.operator.workload.PlanConfigMap;
import dev.loadstone.operator.workload.RunnerSettings;
import dev.loadstone.protocol.Answer;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunPlan;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Decides what to do for a test, from what is known of it now and nothing else: whatever was killed in between, the next look
 * goes on from the facts.
 */
public final class Lifecycle {
    /** Seeds are shown as JSON numbers, which many readers take for doubles. */
    private static final long SEEDS = 1L << 53;

    private final RunnerSettings settings;
    private final RandomGenerator seeds;

    public Lifecycle(RunnerSettings settings, RandomGenerator seeds) {
        this.settings = settings;
        this.seeds = seeds;
    }

    public Decision decide(Observation observation, Instant now) {
        return Forgetting.of(observation, next(observation, now), now);
    }

    private Decision next(Observation observation, Instant now) {
        LoadTest test = observation.test();
        RunStatus run = observation.run();
        if (test.isMarkedForDeletion()) {
            return leaving(observation);
        }
        if (run != null && Observation.isLive(run)) {
            return live(observation, current(observation, run), now);
        }
        Optional<Trigger> trigger = Demand.of(test, now);
        Decision decision = trigger.isPresent() && !observation.isSuspended()
                ? wanted(observation, trigger.get(), now)
                : new Resting(observation, now).decide();
        return decision.before(new KeptRuns(observation, now).deletedJobs());
    }

    private Decision wanted(Observation observation, Trigger trigger, Instant now) {
        var run = new NewRun(observation, settings, now);
        long seed = seed(observation.test());
        Turn turn = observation.bounds().doubt() == null ? observation.turn() : Turn.IN_DOUBT;
        return switch (turn) {
            case Turn.Now _ -> run.decide(trigger, seed);
            case Turn.Later later ->
                Optional.of(run)
                        .filter(_ -> !Queueing.knows(observation))
                        .flatMap(each -> each.refusal(trigger, seed))
                        .orElseGet(() -> new Queueing(observation, later, now).decide(trigger));
        };
    }

    private long seed(LoadTest test) {
        Long given = test.getSpec().seed();
        return given == null ? seeds.nextLong(SEEDS) : given;
    }

    private Decision live(Observation observation, RunStatus run, Instant now) {
        RunPlan plan = observation.plan();
        if (plan == null && Trigger.isSpecChanged(observation.test(), run)) {
            return new LostPlan(observation, run, now).end();
        }
        if (plan == null) {
            switch (NewRun.again(observation, run)) {
                case PlanResult.Planned(RunPlan again, var _) -> plan = again;
                case PlanResult.Refused refused -> {
                    List<Deed> jobs = observation.jobs().stream()
                            .<Deed>map(job ->
                                    new Deed.Delete(Job.class, job.getMetadata().getName()))
                            .toList();
                    return new NewRun(observation, settings, now)
                            .refuseAgain(run, refused)
                            .before(jobs);
                }
            }
            // It may be another one by now, as policies are; those that run have theirs.
            RunStatus planned = run.ofPlan(PlanConfigMap.digest(plan));
            return begun(observation, run.startMicros() == null ? planned : run, plan, now);
        }
        return begun(observation, run, plan, now);
    }

    private Decision begun(Observation observation, RunStatus run, RunPlan plan, Instant now) {
        return run.startMicros() == null
                ? new Waiting(observation, run, plan, settings, now).decide()
                : new Underway(observation, run, plan, new Deadlines(observation, plan, now), now).decide();
    }

    /** A spec that changed in nothing but suspend is still the run's own. */
    private static RunStatus current(Observation observation, RunStatus run) {
        return Trigger.isSpecChanged(observation.test(), run) ? run : run.ofGeneration(observation.generation());
    }

    private static Decision leaving(Observation observation) {
        RunStatus run = observation.run();
        if (run == null || !Observation.isLive(run)) {
            return new Decision(List.of(), null);
        }
        var deeds = new ArrayList<Deed>();
        if (observation.plan() != null) {
            // Who was started meanwhile has not heard of the run.
            deeds.add(new Deed.Open(observation.plan()));
        }
        RunId id = Observation.runId(observation.test(), run);
        deeds.add(new Deed.Tell(id, new Answer.Stop(Reason.STOPPED.word())));
        return new Decision(deeds, null);
    }
}
