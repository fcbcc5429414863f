package dev.loadstone.cli.local;

import dev.loadstone.cli.local.Moment.Stage;
import dev.loadstone.operator.collect.Collector;
import dev.loadstone.operator.collect.Notice;
import dev.loadstone.operator.collect.RunnerJournal;
import dev.loadstone.operator.collect.Unwanted;
import dev.loadstone.operator.report.Report;
import dev.loadstone.operator.verdict.Judge;
import dev.loadstone.operator.verdict.Reason;
import dev.loadstone.operator.verdict.RunEnd;
import dev.loadstone.protocol.Answer;
import dev.loadstone.protocol.Errand;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.RunnerReport;
import dev.loadstone.protocol.RunnerReport.State;
import dev.loadstone.protocol.SharedValue;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run in this process, from the runner's arming to the verdict. It ends within its plan's length and a margin, whatever happens. */
public final class LocalRun {
    /** How long a teardown may take after a stop by hand. */
    public static final int HASTY_SECONDS = 10;

    private static final int RUNNER = 0;
    private static final long LOOK_MILLIS = 200;
    private static final long ARMING_SECONDS = 60;
    private static final long ERRAND_SECONDS = 300;
    /** As the operator gives: the runner practises until shortly before the start. */
    private static final long LEAD_MILLIS = 700;

    private static final long MARGIN_MILLIS = 15_000;

    private final RunPlan plan;
    private final Clock clock;
    private final Semaphore news = new Semaphore(0);
    private final Collector collector;
    private final AtomicReference<@Nullable RunEnd> end = new AtomicReference<>();
    private Stage stage = Stage.ARMING;
    private Instant deadline = Instant.MAX;
    private @Nullable Instant start;
    private boolean setUp;

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
        end(new RunEnd.Stopped(Reason.STOPPED, message), new Answer.Stop(message));
    }

    /** Waits for the run's end, and tells several times a second how it stands. The runner must have been started or start soon. */
    public LocalResult await(Consumer<Moment> listener) throws InterruptedException {
        collector.open(plan);
        deadline = clock.instant().plusSeconds(ARMING_SECONDS);
        while (true) {
            news.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            news.drainPermits();
            var journals = collector.journals(plan.run());
            var report = Report.merge(plan, journals.values(), collector.windows(plan.run()));
            RunnerJournal journal = journals.get(RUNNER);
            if (journal != null) {
                Optional<RunEnd> over = look(report, journal);
                if (over.isPresent()) {
                    return judged(report, over.get());
                }
            }
            if (clock.instant().isAfter(deadline)) {
                return judged(report, late());
            }
            listener.accept(
                    new Moment(report, stage, start == null ? -1 : start.until(clock.instant(), ChronoUnit.MILLIS)));
        }
    }

    /** Does what is next; how the run ended, where it has. */
    private Optional<RunEnd> look(Report report, RunnerJournal journal) {
        if (journal.state() == State.BROKEN) {
            return Optional.of(new RunEnd.Broken(Reason.RUNNER_BROKEN, journal.message()));
        }
        if (stage == Stage.TEARING_DOWN) {
            return tearDown();
        }
        if (journal.isFinal()) {
            if (plan.teardown() == null || !setUp) {
                return Optional.of(how());
            }
            enter(Stage.TEARING_DOWN, how() instanceof RunEnd.Stopped ? HASTY_SECONDS : ERRAND_SECONDS);
            collector.command(plan.run(), new Answer.TearDown());
            return Optional.empty();
        }
        return switch (stage) {
            case ARMING -> arm(journal);
            case SETTING_UP -> setUp();
            case RUNNING -> {
                watch(report, journal);
                yield Optional.empty();
            }
            case TEARING_DOWN -> Optional.empty();
        };
    }

    private Optional<RunEnd> arm(RunnerJournal journal) {
        if (end.get() == null && journal.state() == State.ARMED && journal.clock() != null) {
            if (plan.setup() == null) {
                start(Map.of());
            } else {
                enter(Stage.SETTING_UP, ERRAND_SECONDS);
                collector.command(plan.run(), new Answer.SetUp());
            }
        }
        return Optional.empty();
    }

    private Optional<RunEnd> setUp() {
        Optional<Errand> errand = errand(Errand.Kind.SETUP);
        if (errand.isEmpty() || end.get() != null) {
            return Optional.empty();
        }
        return switch (errand.get().state()) {
            case UNDERWAY -> Optional.empty();
            case DONE -> {
                start(errand.get().variables());
                yield Optional.empty();
            }
            case FAILED -> Optional.of(new RunEnd.SetupFailed(errand.get().message()));
        };
    }

    private void start(Map<String, SharedValue> variables) {
        setUp = true;
        stage = Stage.RUNNING;
        start = clock.instant().plusMillis(LEAD_MILLIS);
        deadline = start.plusMillis(plan.durationMillis() + plan.gracefulStopMillis() + MARGIN_MILLIS);
        collector.command(plan.run(), new Answer.Start(ChronoUnit.MICROS.between(Instant.EPOCH, start), variables));
    }

    private void watch(Report report, RunnerJournal journal) {
        Judge.aborting(report)
                .ifPresent(finding -> end(
                        new RunEnd.AbortedByThreshold(finding.threshold().name()),
                        new Answer.Stop("threshold " + finding.threshold().name() + " was missed")));
        if (notice().filter(Notice::endsTest).isPresent()) {
            end(
                    new RunEnd.EndedByTest("the test itself after " + (journal.received() + 1) + " s"),
                    new Answer.Finish());
        }
    }

    private Optional<RunEnd> tearDown() {
        return errand(Errand.Kind.TEARDOWN).flatMap(errand -> switch (errand.state()) {
            case UNDERWAY -> Optional.empty();
            case DONE -> Optional.of(how());
            case FAILED -> Optional.of(new RunEnd.TeardownFailed(how(), errand.message()));
        });
    }

    private Optional<Notice> notice() {
        return Optional.ofNullable(collector.notices(plan.run()).get(RUNNER));
    }

    private Optional<Errand> errand(Errand.Kind kind) {
        return notice().map(Notice::errand).filter(errand -> errand.kind() == kind);
    }

    private void enter(Stage next, long seconds) {
        stage = next;
        deadline = clock.instant().plusSeconds(seconds);
    }

    private RunEnd how() {
        RunEnd how = end.get();
        return how == null ? new RunEnd.Completed() : how;
    }

    /** The first reason counts; but who is in the time of a graceful end can be hurried. */
    private void end(RunEnd how, Answer.Command command) {
        RunEnd before = end.get();
        boolean first = before == null || before instanceof RunEnd.EndedByTest && !(how instanceof RunEnd.EndedByTest);
        if (first && end.compareAndSet(before, how)) {
            collector.command(plan.run(), command);
            news.release();
        }
    }

    private RunEnd late() {
        return switch (stage) {
            case ARMING, RUNNING ->
                new RunEnd.Broken(Reason.RUN_DEADLINE_EXCEEDED, "the runner does not come to an end");
            case SETTING_UP -> new RunEnd.SetupFailed("it was not over in time");
            case TEARING_DOWN -> new RunEnd.TeardownFailed(how(), "it was not over in time");
        };
    }

    private LocalResult judged(Report report, RunEnd how) {
        collector.close(plan.run(), plan.namespace());
        return new LocalResult(report, Judge.judge(report, how));
    }
}
