package dev.loadstone.operator.report;

import dev.loadstone.operator.collect.RunnerJournal;
import dev.loadstone.operator.measure.Results;
import dev.loadstone.operator.measure.Spans;
import dev.loadstone.operator.measure.Windows;
import dev.loadstone.operator.measure.Worst;
import dev.loadstone.protocol.Detail;
import dev.loadstone.protocol.GeneratorHealth;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.Reduction;
import dev.loadstone.protocol.RunPlan;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a run, merged over all runners that have told anything: the same for whatever order they told it in.
 *
 * @param runners those that were heard of, by index
 * @param results of the measured phases
 * @param warmup of the others
 * @param health of all runners, over the whole run
 * @param peakUsers users at work at once: the sum of the most on each runner, at whatever moment, warm-up included
 * @param windows by name what came of thresholds on windows
 * @param lost indexes of runners that were lost, and of which nothing is in the figures
 */
public record Report(
        RunPlan plan,
        List<RunnerPart> runners,
        Results results,
        Results warmup,
        GeneratorHealth health,
        long peakUsers,
        Map<String, Worst> windows,
        Set<Integer> lost) {
    public Report {
        Objects.requireNonNull(plan, "plan is null");
        Objects.requireNonNull(results, "results is null");
        Objects.requireNonNull(warmup, "warmup is null");
        Objects.requireNonNull(health, "health is null");
        runners = List.copyOf(runners);
        windows = Map.copyOf(windows);
        lost = Set.copyOf(lost);
    }

    /** Of journals alone: thresholds on windows have no data. */
    public static Report merge(RunPlan plan, Collection<RunnerJournal> journals) {
        return merge(plan, journals, Windows.NONE);
    }

    /** @throws IllegalArgumentException where two journals are of the same runner, or one is of none of the plan's */
    public static Report merge(RunPlan plan, Collection<RunnerJournal> journals, Windows windows) {
        return merge(plan, journals, Interval.sum(totals(journals)), windows);
    }

    /**
     * The same, of journals that were summed already.
     *
     * @param sum of the journals' totals
     */
    public static Report merge(RunPlan plan, Collection<RunnerJournal> journals, Interval sum, Windows windows) {
        var seen = new HashSet<Integer>();
        for (RunnerJournal journal : journals) {
            if (journal.runner() >= plan.runners() || !seen.add(journal.runner())) {
                throw new IllegalArgumentException("no journal, or not the only one, of a runner: " + journal.runner());
            }
        }
        Set<String> cold = plan.warmupPhases();
        List<RunnerPart> parts = journals.stream()
                .map(RunnerPart::of)
                .sorted(Comparator.comparingInt(RunnerPart::runner))
                .toList();
        Reduction left = reduction(parts);
        // Figures of some runners alone would pass for those of all.
        Interval known = left.equals(Reduction.NONE)
                ? sum
                : Interval.sum(totals(journals).stream()
                        .map(each -> left.of(each, cold))
                        .toList());
        return new Report(
                plan,
                parts,
                Results.of(known, phase -> !cold.contains(phase)),
                Results.of(known, cold::contains),
                sum.health(),
                totals(journals).stream().mapToLong(Interval::peakUsers).sum(),
                windows.worst(),
                Set.of());
    }

    /** The same of the journals of all but these runners, which were lost: what they told of windows stays. */
    public static Report without(
            Set<Integer> lost, RunPlan plan, Map<Integer, RunnerJournal> journals, Windows windows) {
        Windows settled = windows;
        for (int runner : lost) {
            RunnerJournal journal = journals.get(runner);
            settled = journal != null && journal.isFinal()
                    ? settled
                    : settled.ended(journal == null ? -1 : journal.received());
        }
        List<RunnerJournal> rest = journals.values().stream()
                .filter(each -> !lost.contains(each.runner()))
                .toList();
        Report report = merge(plan, rest, settled);
        return new Report(
                plan,
                report.runners,
                report.results,
                report.warmup,
                report.health,
                report.peakUsers,
                report.windows,
                lost);
    }

    /** Runners whose figures are here, or are to come. */
    public int contributors() {
        return plan.runners() - lost.size();
    }

    private static Reduction reduction(List<RunnerPart> parts) {
        return parts.stream().map(RunnerPart::reduction).reduce(Reduction.NONE, Reduction::and);
    }

    /** What is left of the figures: the least of what is left of each runner's. */
    public Reduction reduction() {
        return reduction(runners);
    }

    /** Whether figures are known by phase, scenario and name of the request. */
    public boolean isNamed() {
        return reduction().detail() != Detail.TOTALS;
    }

    private static List<Interval> totals(Collection<RunnerJournal> journals) {
        return journals.stream()
                .map(RunnerJournal::total)
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * Whether every runner of the plan has said its last word, and each one's figures agree with what it told before.
     */
    public boolean complete() {
        return runners.size() == plan.runners() && runners.stream().allMatch(each -> each.isFinal() && each.agreed());
    }

    /** Whether everything that was due is accounted for, warm-up included. */
    public boolean balanced() {
        return results.balanced() && warmup.balanced();
    }

    /**
     * How far apart the runners started, at worst: as they tell it, and half the longest round trip for their clocks.
     */
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
        return measuredSeconds(null);
    }

    /** Length of the measured phase of this name as far as it was run; of all where it is null. */
    public double measuredSeconds(@Nullable String phase) {
        return Spans.measured(plan.phases(), phase).lengthSeconds(seconds());
    }

    /** The same, as the runners' mean: what counts so far rest on while some runners are a second ahead of others. */
    public double meanMeasuredSeconds(@Nullable String phase) {
        Spans spans = Spans.measured(plan.phases(), phase);
        return runners.stream()
                        .mapToDouble(each -> spans.lengthSeconds(each.seconds()))
                        .sum()
                / contributors();
    }

    /** Requests that ended per second of the measured phases. */
    public double ratePerSecond() {
        double seconds = measuredSeconds();
        return seconds == 0 ? 0 : results.counts().ended() / seconds;
    }

    /** The same while the load runs, when some runners are a second ahead of others. */
    public double liveRatePerSecond() {
        double seconds = meanMeasuredSeconds(null);
        return seconds == 0 ? 0 : results.counts().ended() / seconds;
    }
}
