package dev.loadstone.cli.local;

import dev.loadstone.operator.collect.Collector;
import dev.loadstone.operator.collect.RunnerJournal;
import dev.loadstone.operator.collect.Unwanted;
import dev.loadstone.operator.report.Report;
import dev.loadstone.operator.verdict.Judge;
import dev.loadstone.operator.verdict.Reason;
import dev.loadstone.operator.verdict.RunEnd;
import dev.loadstone.protocol.Answer;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.RunnerReport;
import dev.loadstone.protocol.RunnerReport.State;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run in this process, from the runner's arming to the verdict. It ends within its plan's length and a margin, whatever happens. */
public final class LocalRun {
    private static final long LOOK_MILLIS = 200;
    private static final long ARMING_MILLIS = 60_000;
    private static final long LEAD_MILLIS = 50;
    private static final long MARGIN_MILLIS = 15_000;

    private final RunPlan plan;
    private final Clock clock;
    private final Semaphore news = new Semaphore(0);
    private final Collector collector;
    private final AtomicReference<@Nullable RunEnd> end = new AtomicReference<>();
    private @Nullable Instant start;

    public LocalRun(RunPlan plan, Clock clock) {
        this.plan = plan;
        this.clock = clock;
        this.collector = new Collector(clock, run -> news.release());
    }

    /** Where the runner's reports go: what a network lies between in a cluster is a call here. */
    public CompletionStage<Answer> receive(RunnerReport report) {
        try {
            return CompletableFuture.completedFuture(collector.receive(report));
        } catch (Unwanted e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Ends the run early, from any thread: what was measured is kept and judged Aborted. */
    public void stop(String message) {
        end(new RunEnd.Stopped(Reason.STOPPED, message), message);
    }

    /** Waits for the run's end, and tells several times a second how it stands. The runner must have been started or start soon. */
    public LocalResult await(Consumer<Moment> listener) throws InterruptedException {
        collector.open(plan);
        Instant begun = clock.instant();
        while (true) {
            news.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            news.drainPermits();
            var journals = collector.journals(plan.run());
            var report = Report.merge(plan, journals.values());
            RunnerJournal journal = journals.get(0);
            if (journal != null && journal.state() == State.BROKEN) {
                return judged(report, new RunEnd.Broken(Reason.RUNNER_BROKEN, journal.message()));
            }
            if (journal != null && journal.isFinal()) {
                RunEnd how = end.get();
                return judged(report, how == null ? new RunEnd.Completed() : how);
            }
            if (clock.instant().isAfter(deadline(begun))) {
                return judged(
                        report, new RunEnd.Broken(Reason.RUN_DEADLINE_EXCEEDED, "the runner does not come to an end"));
            }
            look(report, journal);
            listener.accept(new Moment(report, start == null ? -1 : start.until(clock.instant(), ChronoUnit.MILLIS)));
        }
    }

    private void look(Report report, @Nullable RunnerJournal journal) {
        if (start == null
                && end.get() == null
                && journal != null
                && journal.state() == State.ARMED
                && journal.clock() != null) {
            start = clock.instant().plusMillis(LEAD_MILLIS);
            collector.command(plan.run(), new Answer.Start(ChronoUnit.MICROS.between(Instant.EPOCH, start)));
        }
        Judge.aborting(report)
                .ifPresent(finding -> end(
                        new RunEnd.AbortedByThreshold(finding.threshold().name()),
                        "threshold " + finding.threshold().name() + " was missed"));
    }

    private void end(RunEnd how, String reason) {
        if (end.compareAndSet(null, how)) {
            collector.command(plan.run(), new Answer.Stop(reason));
            news.release();
        }
    }

    private Instant deadline(Instant begun) {
        return start == null
                ? begun.plusMillis(ARMING_MILLIS)
                : start.plusMillis(plan.durationMillis() + plan.gracefulStopMillis() + MARGIN_MILLIS);
    }

    private LocalResult judged(Report report, RunEnd how) {
        collector.close(plan.run());
        return new LocalResult(report, Judge.judge(report, how));
    }
}
