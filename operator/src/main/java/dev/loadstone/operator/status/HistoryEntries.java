package dev.loadstone.operator.status;

import dev.loadstone.api.v1alpha1.HistoryEntry;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.api.v1alpha1.SummaryStatus;
import java.util.List;
import java.util.stream.Stream;

/** The history of a test: one entry for each judged run before the current one, the newest first, ten at most. */
public final class HistoryEntries {
    private static final int MOST = 10;

    private HistoryEntries() {}

    /** The history for the run that follows the one that this status tells of. */
    public static List<HistoryEntry> after(LoadTestStatus previous) {
        RunStatus run = previous.run();
        if (run == null || previous.verdict() == null) {
            return previous.history();
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
                summary.errors());
        Stream<HistoryEntry> older = previous.history().stream().filter(each -> each.number() != run.number());
        return Stream.concat(Stream.of(entry), older).limit(MOST).toList();
    }
}
