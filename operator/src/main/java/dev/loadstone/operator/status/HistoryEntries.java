package dev.loadstone.operator.status;

import dev.loadstone.api.v1alpha1.HistoryEntry;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.RunPolicySpec;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.api.v1alpha1.SummaryStatus;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The history of a test: one entry for each judged run before the current one, the newest first, as many as it wants. */
public final class HistoryEntries {
    private static final int MOST = 50;

    private HistoryEntries() {}

    /** The history beside the run that this status tells of; nothing where there is no status. */
    public static List<HistoryEntry> of(@Nullable LoadTestStatus shown, RunPolicySpec policy) {
        return shown == null
                ? List.of()
                : shown.history().stream().limit(limit(policy)).toList();
    }

    /** The history for the run that follows the one that this status tells of; nothing where there is no status. */
    public static List<HistoryEntry> after(@Nullable LoadTestStatus previous, RunPolicySpec policy) {
        RunStatus run = previous == null ? null : previous.run();
        if (previous == null || run == null || previous.verdict() == null) {
            return of(previous, policy);
        }
        SummaryStatus summary =
                previous.summary() == null ? new SummaryStatus(null, null, null, null, null, null) : previous.summary();
        var entry = new HistoryEntry(
                run.number(),
                previous.verdict(),
                previous.reason(),
                run.startedAt(),
                run.finishedAt(),
                summary.p95(),
                summary.p99(),
                summary.rate(),
                summary.errors(),
                previous.reportRef());
        Stream<HistoryEntry> older = previous.history().stream().filter(each -> each.number() != run.number());
        return Stream.concat(Stream.of(entry), older).limit(limit(policy)).toList();
    }

    /** Within what the schema lets be, whatever is stored. */
    private static int limit(RunPolicySpec policy) {
        return Math.clamp(policy.historyLimit(), 0, MOST);
    }
}
