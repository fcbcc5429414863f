package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.api.v1alpha1.ScheduleStatus;
import dev.loadstone.operator.status.HistoryEntries;
import dev.loadstone.operator.status.Situation;
import dev.loadstone.operator.status.Situation.RunnerCounts;
import dev.loadstone.operator.status.Statuses;
import dev.loadstone.operator.verdict.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A test with no run under way and none to start: nothing is written but what it was asked to rest for. */
record Resting(Observation observation, Instant now) {
    /** A clock may be set forward: the schedule is looked at again by then. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final Set<String> REFUSALS = Set.of(Reason.INVALID_SPEC.word(), Reason.POLICY_VIOLATION.word());

    Decision decide() {
        LoadTestStatus shown = observation.status();
        var kept = new KeptRuns(observation, now);
        Optional<ScheduledStarts> starts = ScheduledStarts.of(observation.test(), now);
        ScheduleStatus schedule = starts.map(ScheduledStarts::status).orElse(null);
        LoadTestStatus wanted = kept.of(wanted(shown, schedule).withSchedule(schedule));
        var deeds = new ArrayList<Deed>();
        RunStatus run = observation.run();
        if (run != null) {
            // After a restart the runners of a judged run must still be released.
            deeds.add(new Deed.Close(Observation.runId(observation.test(), run)));
        }
        if (!wanted.equals(shown)) {
            deeds.add(new Deed.WriteStatus(wanted));
        }
        starts.flatMap(ScheduledStarts::missed).map(Announcement::missed).ifPresent(deeds::add);
        return new Decision(deeds, sooner(untilDue(schedule), kept.untilNextIsOver(wanted)));
    }

    private @Nullable Duration untilDue(@Nullable ScheduleStatus schedule) {
        return schedule == null
                ? null
                : sooner(
                        LONGEST,
                        Duration.between(now, Instant.parse(schedule.nextRunAt()))
                                .plusMillis(1));
    }

    private static @Nullable Duration sooner(@Nullable Duration one, @Nullable Duration other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) < 0 ? one : other;
    }

    private LoadTestStatus wanted(@Nullable LoadTestStatus shown, @Nullable ScheduleStatus schedule) {
        if (observation.isSuspended()) {
            boolean waits = Demand.of(observation.test(), now).isPresent() || isOutdated(shown);
            return shown == null || waits && shown.phase() != RunPhase.SUSPENDED
                    ? of(RunPhase.SUSPENDED, shown, null)
                    : ofGeneration(shown);
        }
        return shown == null || awaitsSchedule(shown, schedule)
                ? of(RunPhase.SCHEDULED, shown, outlook(schedule))
                : ofGeneration(shown);
    }

    /** Whether the schedule is all that there is to tell of, and is not told of yet. */
    private boolean awaitsSchedule(LoadTestStatus shown, @Nullable ScheduleStatus schedule) {
        boolean mended = REFUSALS.contains(String.valueOf(shown.reason()))
                && !Objects.equals(shown.observedGeneration(), observation.generation());
        boolean told = shown.phase() == RunPhase.SCHEDULED;
        boolean moved = told && !Objects.equals(shown.schedule(), schedule);
        boolean outdated = !told && isOutdated(shown);
        return observation.test().getSpec().schedule() != null
                && (mended || moved || outdated || shown.phase() == RunPhase.SUSPENDED);
    }

    /** Whether it tells of a run that is still to come, or of one of another spec. */
    private boolean isOutdated(@Nullable LoadTestStatus shown) {
        RunStatus run = observation.run();
        return shown != null
                && (shown.phase() == RunPhase.SCHEDULED
                        || shown.phase() == RunPhase.QUEUED
                        || run != null && Trigger.isSpecChanged(observation.test(), run));
    }

    private static String outlook(@Nullable ScheduleStatus schedule) {
        return schedule == null
                ? "The schedule is suspended: nothing but the annotation loadstone.dev/run-at starts a run."
                : "The next run is due at " + schedule.nextRunAt() + ".";
    }

    private LoadTestStatus of(RunPhase phase, @Nullable LoadTestStatus shown, @Nullable String awaited) {
        return Statuses.of(
                new Situation(
                        observation.generation(),
                        shown,
                        phase,
                        observation.run(),
                        noRunners(observation),
                        null,
                        null,
                        null,
                        null,
                        HistoryEntries.after(shown, observation.test().getSpec().runPolicy()),
                        awaited),
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
                shown.queue(),
                shown.schedule(),
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
