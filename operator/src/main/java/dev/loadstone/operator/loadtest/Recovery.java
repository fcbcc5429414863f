package dev.loadstone.operator.loadtest;

import dev.loadstone.operator.collect.LastWords;
import dev.loadstone.operator.collect.RunnerJournal;
import dev.loadstone.operator.measure.Windows;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.RunPlan;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Puts what runners left in their pods' status in the place of final reports that never came. */
final class Recovery {
    private Recovery() {}

    static Observation of(Observation observed) {
        RunPlan plan = observed.plan();
        Map<Integer, RunnerJournal> left =
                plan == null ? Map.of() : LastWords.of(plan, observed.journals(), observed.pods(), observed.jobs());
        return plan == null || left.isEmpty() ? observed : with(left, observed, plan);
    }

    private static Observation with(Map<Integer, RunnerJournal> left, Observation observed, RunPlan plan) {
        var journals = new HashMap<>(observed.journals());
        journals.putAll(left);
        // A collector that has not heard of the run since it was started has no windows of it.
        Windows windows = observed.windows().isEmpty() ? Windows.of(plan) : observed.windows();
        for (RunnerJournal journal : left.values()) {
            windows = journal.closing(windows, observed.journals().get(journal.runner()));
        }
        return new Observation(
                observed.test(),
                observed.bounds(),
                plan,
                observed.jobs(),
                observed.pods(),
                journals,
                observed.notices(),
                observed.lastSeen(),
                Interval.sum(journals.values().stream()
                        .map(RunnerJournal::total)
                        .filter(Objects::nonNull)
                        .toList()),
                windows,
                observed.attendedSince(),
                observed.refusal(),
                observed.unmounted(),
                observed.unreported(),
                observed.turn());
    }
}
