package dev.loadstone.operator.report;

import dev.loadstone.operator.collect.RunnerJournal;
import dev.loadstone.protocol.GeneratorHealth;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.RunPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is known of a run, merged over all runners that have told anything: the same for whatever order they told it in.
 *
 * @param runners those that were heard of, by index
 * @param results of the measured phases
 * @param warmup of the others
 * @param health of all runners, over the whole run
 */
public record Report(RunPlan plan, List<RunnerPart> runners, Results results, Results warmup, GeneratorHealth health) {
    public Report {
        Objects.requireNonNull(plan, "plan is null");
        Objects.requireNonNull(results, "results is null");
        Objects.requireNonNull(warmup, "warmup is null");
        Objects.requireNonNull(health, "health is null");
        runners = List.copyOf(runners);
    }

    /** @throws IllegalArgumentException where two journals are of the same runner, or one is of none of the plan's */
    public static Report merge(RunPlan plan, Collection<RunnerJournal> journals) {
        var seen = new HashSet<Integer>();
        for (RunnerJournal journal : journals) {
            if (journal.runner() >= plan.runners() || !seen.add(journal.runner())) {
                throw new IllegalArgumentException("no journal, or not the only one, of a runner: " + journal.runner());
            }
        }
        Set<String> cold =
                plan.phases().stream().filter(Phase::warmup).map(Phase::name).collect(Collectors.toSet());
        Interval sum = sum(journals.stream()
                .map(RunnerJournal::total)
                .filter(Objects::nonNull)
                .toList());
        List<RunnerPart> parts = journals.stream()
                .map(RunnerPart::of)
                .sorted(Comparator.comparingInt(RunnerPart::runner))
                .toList();
        return new Report(
                plan,
                parts,
                Results.of(sum, phase -> !cold.contains(phase)),
                Results.of(sum, cold::contains),
                sum.health());
    }

    /** In pairs, and pairs of pairs: one after the other would copy the growing sum for each of hundreds of runners. */
    private static Interval sum(List<Interval> totals) {
        List<Interval> left = totals;
        while (left.size() > 1) {
            var pairs = new ArrayList<Interval>();
            for (int i = 0; i + 1 < left.size(); i += 2) {
                pairs.add(left.get(i).plus(left.get(i + 1)));
            }
            if (left.size() % 2 == 1) {
                pairs.add(left.getLast());
            }
            left = pairs;
        }
        return left.isEmpty() ? new Interval(0, 0, List.of(), List.of(), GeneratorHealth.NONE) : left.getFirst();
    }

    /** Whether every runner of the plan has said its last word, and each one's figures agree with what it told before. */
    public boolean complete() {
        return runners.size() == plan.runners() && runners.stream().allMatch(each -> each.isFinal() && each.agreed());
    }

    /** Whether everything that was due is accounted for, warm-up included. */
    public boolean balanced() {
        return results.balanced() && warmup.balanced();
    }

    /** How far apart the runners started, at worst: as they tell it, and half the longest round trip for their clocks. */
    public long startSkewMicros() {
        if (runners.size() < 2) {
            return 0;
        }
        var late = runners.stream().mapToLong(RunnerPart::startLateMicros).summaryStatistics();
        long roundTrip =
                runners.stream().mapToLong(RunnerPart::roundTripMicros).max().orElseThrow();
        return late.getMax() - late.getMin() + roundTrip / 2;
    }

    /** Seconds of the run that figures of at least one runner cover. */
    public int seconds() {
        return runners.stream().mapToInt(RunnerPart::seconds).max().orElse(0);
    }

    /** Users at work when the runners were last heard of. */
    public int activeUsers() {
        return runners.stream().mapToInt(RunnerPart::activeUsers).sum();
    }

    /** Length of the measured phases as far as they were run. */
    public double measuredSeconds() {
        return measuredSeconds(seconds());
    }

    /** The same, as the runners' mean: what counts so far rest on while some runners are a second ahead of others. */
    public double meanMeasuredSeconds() {
        return runners.stream()
                        .mapToDouble(each -> measuredSeconds(each.seconds()))
                        .sum()
                / plan.runners();
    }

    /** Requests that ended per second of the measured phases. */
    public double ratePerSecond() {
        double seconds = measuredSeconds();
        return seconds == 0 ? 0 : results.counts().ended() / seconds;
    }

    /** The same while the load runs, when some runners are a second ahead of others. */
    public double liveRatePerSecond() {
        double seconds = meanMeasuredSeconds();
        return seconds == 0 ? 0 : results.counts().ended() / seconds;
    }

    private double measuredSeconds(int covered) {
        return plan.phases().stream()
                        .filter(phase -> !phase.warmup())
                        .mapToLong(phase ->
                                Math.max(0, Math.min(phase.endMillis(), covered * 1000L) - phase.startMillis()))
                        .sum()
                / 1000.0;
    }
}
