package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.operator.status.HistoryEntries;
import dev.loadstone.operator.status.Situation;
import dev.loadstone.operator.status.Situation.RunnerCounts;
import dev.loadstone.operator.status.Statuses;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A test with no run under way and none to start: nothing is written but what it was asked to rest for. */
record Resting(Observation observation, Instant now) {

    Decision decide() {
        LoadTestStatus shown = observation.status();
        var kept = new KeptRuns(observation, now);
        LoadTestStatus wanted = kept.of(wanted(shown));
        var deeds = new ArrayList<>(kept.deletedJobs());
        RunStatus run = observation.run();
        if (run != null) {
            // After a restart the runners of a judged run must still be released.
            deeds.add(new Deed.Close(Observation.runId(observation.test(), run)));
        }
        if (!wanted.equals(shown)) {
            deeds.add(new Deed.WriteStatus(wanted));
        }
        return new Decision(deeds, kept.untilNextIsOver(wanted));
    }

    private LoadTestStatus wanted(@Nullable LoadTestStatus shown) {
        Optional<Trigger> pending = Trigger.of(observation.test());
        boolean waits = observation.isSuspended() && pending.isPresent();
        if (shown == null || waits && shown.phase() != RunPhase.SUSPENDED) {
            return suspended(shown);
        }
        return ofGeneration(shown);
    }

    private LoadTestStatus suspended(@Nullable LoadTestStatus shown) {
        return Statuses.of(
                new Situation(
                        observation.generation(),
                        shown,
                        RunPhase.SUSPENDED,
                        observation.run(),
                        noRunners(observation),
                        null,
                        null,
                        null,
                        null,
                        HistoryEntries.after(shown, observation.test().getSpec().runPolicy())),
                now);
    }

    /** None of the runners that a spec asks for; it may leave their number to the planner. */
    static RunnerCounts noRunners(Observation observation) {
        Integer count = observation.test().getSpec().runners().count();
        return new RunnerCounts(count == null ? 0 : count, 0, 0, 0);
    }

    /** The same status, for a generation that changes nothing of it. */
    private LoadTestStatus ofGeneration(LoadTestStatus shown) {
        long generation = observation.generation();
        if (Objects.equals(shown.observedGeneration(), generation)) {
            return shown;
        }
        RunStatus run = shown.run();
        boolean same = run != null && !Trigger.isSpecChanged(observation.test(), run);
        return new LoadTestStatus(
                generation,
                shown.phase(),
                shown.verdict(),
                shown.reason(),
                shown.message(),
                same ? run.ofGeneration(generation) : run,
                shown.summary(),
                shown.progress(),
                shown.runners(),
                shown.results(),
                shown.thresholds(),
                shown.generator(),
                shown.reportRef(),
                shown.history(),
                shown.conditions().stream()
                        .map(each -> ofGeneration(each, generation))
                        .toList());
    }

    private static Condition ofGeneration(Condition condition, long generation) {
        return condition.getObservedGeneration() == null
                ? condition
                : new ConditionBuilder(condition)
                        .withObservedGeneration(generation)
                        .build();
    }
}
