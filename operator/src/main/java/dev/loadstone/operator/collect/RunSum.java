package dev.loadstone.operator.collect;

import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.RunnerReport;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sum of the totals of a run's journals, kept up with what each report adds: to sum hundreds of totals anew for each look at the
 * run would cost more than all else. Not for several threads.
 */
final class RunSum {
    private @Nullable Interval sum;
    /** A total took the place of what was added before: the sum must be made anew. */
    private boolean stale;

    /** @param before the journal that this report made {@code journal} from; null for the runner's first report */
    void tell(RunnerReport report, @Nullable RunnerJournal before, RunnerJournal journal) {
        Interval total = journal.total();
        Interval known = before == null ? null : before.total();
        if (stale || total == null || total == known) {
            return;
        }
        if (known == null) {
            add(total);
        } else if (total == report.total()) {
            stale = true;
            sum = null;
        } else {
            before.following(report).forEach(this::add);
        }
    }

    private void add(Interval interval) {
        sum = sum == null ? interval : sum.plus(interval);
    }

    /** @param totals of all journals */
    Interval of(Stream<Interval> totals) {
        if (stale) {
            sum = Interval.sum(totals.toList());
            stale = false;
        }
        return sum == null ? Interval.sum(List.of()) : sum;
    }
}
