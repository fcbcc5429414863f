package dev.loadstone.operator.collect;

import dev.loadstone.operator.measure.Windows;
import dev.loadstone.protocol.ClockReading;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.Reduction;
import dev.loadstone.protocol.RunnerReport;
import dev.loadstone.protocol.RunnerReport.State;
import dev.loadstone.protocol.RunnerSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one runner of a run, from all its reports so far. Reports may come twice, late or out of order, and some may
 * never come: {@link #accept} gives the same total for whatever arrives, as long as the last report does.
 *
 * @param sequence of the newest report
 * @param received the last second up to which {@code total} has everything; -1 for none
 * @param gap whether something is missing before what came: the runner must send its total
 * @param total the sum of what came, or the runner's own where it sent one; null for none
 * @param agreed false where the runner's final total is not the sum of its intervals: its figures can't be trusted
 * @param reduction what is left of the figures: less than all where a summary had to stand for the final report
 * @param summarized whether it did
 */
public record RunnerJournal(
        int runner,
        String boot,
        long sequence,
        State state,
        int activeUsers,
        int received,
        boolean gap,
        @Nullable Interval total,
        boolean agreed,
        @Nullable ClockReading clock,
        String message,
        Reduction reduction,
        boolean summarized) {

    public RunnerJournal {
        Objects.requireNonNull(boot, "boot is null");
        Objects.requireNonNull(state, "state is null");
        Objects.requireNonNull(reduction, "reduction is null");
    }

    /** What is known from reports alone. */
    public RunnerJournal(
            int runner,
            String boot,
            long sequence,
            State state,
            int activeUsers,
            int received,
            boolean gap,
            @Nullable Interval total,
            boolean agreed,
            @Nullable ClockReading clock,
            String message) {
        this(
                runner,
                boot,
                sequence,
                state,
                activeUsers,
                received,
                gap,
                total,
                agreed,
                clock,
                message,
                Reduction.NONE,
                false);
    }

    /** The journal that starts with this report. */
    public static RunnerJournal of(RunnerReport first) {
        return empty(first).accept(first);
    }

    private static RunnerJournal empty(RunnerReport first) {
        return empty(first.runner(), first.boot());
    }

    private static RunnerJournal empty(int runner, String boot) {
        return new RunnerJournal(runner, boot, -1, State.ARMED, 0, -1, false, null, true, null, "");
    }

    /** The journal of a runner that was never heard, before what it left. */
    static RunnerJournal silent(RunnerSummary left) {
        return empty(left.runner(), left.boot());
    }

    /** This journal with the report taken in; itself, where the report is older than what is known. */
    public RunnerJournal accept(RunnerReport report) {
        if (report.sequence() <= sequence || isFinal()) {
            return this;
        }
        int upTo = received;
        Interval sum = total;
        for (Interval interval : following(report)) {
            sum = sum == null ? interval : sum.plus(interval);
            upTo = interval.last();
        }
        int summed = upTo;
        boolean missing =
                gap && upTo == received || report.intervals().stream().anyMatch(interval -> interval.last() > summed);
        boolean agrees = agreed;
        Interval whole = report.total();
        if (whole != null && whole.first() == 0 && whole.last() >= upTo) {
            agrees = agreed && (sum == null || whole.last() > upTo || whole.countsEqual(sum));
            sum = whole.equals(sum) ? sum : whole;
            upTo = whole.last();
            missing = false;
        } else if (report.state() == State.DONE) {
            agrees = false;
        }
        return new RunnerJournal(
                runner,
                boot,
                report.sequence(),
                report.state(),
                report.activeUsers(),
                upTo,
                missing,
                sum,
                agrees,
                report.clock() == null ? clock : report.clock(),
                report.message());
    }

    /**
     * This journal with a summary in place of the final report, which never came. Where every second was told before, their sum is
     * better than the summary; else the summary is all that counts.
     *
     * @param warmup phases that are not measured
     */
    RunnerJournal accept(RunnerSummary summary, Set<String> warmup) {
        if (isFinal() || total != null && !boot.equals(summary.boot())) {
            return this;
        }
        Interval left = summary.total();
        boolean told = total != null && !gap && received >= left.last();
        return new RunnerJournal(
                runner,
                summary.boot(),
                sequence,
                State.DONE,
                0,
                Math.max(received, left.last()),
                false,
                told ? total : left,
                agreed
                        && (!told
                                || received == left.last()
                                        && summary.reduction().of(total, warmup).countsEqual(left)),
                summary.clock() == null ? clock : summary.clock(),
                summary.message(),
                told ? Reduction.NONE : summary.reduction(),
                true);
    }

    /** Of a report those intervals that follow what is known without a gap. */
    List<Interval> following(RunnerReport report) {
        var following = new ArrayList<Interval>();
        int upTo = received;
        for (Interval interval : report.intervals()) {
            if (interval.first() == upTo + 1) {
                following.add(interval);
                upTo = interval.last();
            }
        }
        return following;
    }

    /**
     * Tells these windows what this report, which made this journal from the one before, had to say of seconds.
     *
     * @param before null for the runner's first report
     */
    Windows tell(Windows windows, RunnerReport report, @Nullable RunnerJournal before) {
        if (this == before) {
            return windows;
        }
        RunnerJournal known = before == null ? empty(report) : before;
        Windows told = windows;
        int upTo = known.received;
        for (Interval interval : known.following(report)) {
            told = interval.first() == interval.last()
                    ? told.told(interval)
                    : told.untold(interval.first(), interval.last());
            upTo = interval.last();
        }
        told = upTo < received ? told.untold(upTo + 1, received) : told;
        return isFinal() && !known.isFinal() ? told.ended(received) : told;
    }

    /**
     * Tells these windows that the runner is through, and that of seconds that it had not told yet only the sum is known.
     *
     * @param before null where it was never heard
     */
    public Windows closing(Windows windows, @Nullable RunnerJournal before) {
        int first = before == null ? 0 : before.received + 1;
        return (first > received ? windows : windows.untold(first, received)).ended(received);
    }

    /** Whether a fact is another than it was that the stage of the run may rest on: intervals alone are none. */
    boolean isFurtherThan(RunnerJournal before) {
        return state != before.state || agreed != before.agreed || (clock == null) != (before.clock == null);
    }

    /** Whether the runner's final report is here. */
    public boolean isFinal() {
        return state == State.DONE;
    }
}
