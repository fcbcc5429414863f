package dev.loadstone.operator.collect;

import dev.loadstone.operator.measure.Windows;
import dev.loadstone.protocol.Answer;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.RunnerReport;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the journals of all runs that are under way and answers their runners. It knows neither network nor Kubernetes, holds
 * nothing that the runners can't send again, and may be used by any number of threads.
 */
public final class Collector {
    private static final int ARMED_MILLIS = 100;
    private static final int RUNNING_MILLIS = 1000;
    private static final int FINAL_MILLIS = 200;

    private final Clock clock;
    private final Consumer<RunId> changed;
    private final CollectorWatch watch;
    private final ConcurrentMap<RunId, OpenRun> runs = new ConcurrentHashMap<>();
    /** By test the highest run whose result is written. */
    private final ConcurrentMap<String, Written> written = new ConcurrentHashMap<>();

    private record Written(int number, String namespace) {}

    /**
     * @param changed told of a run after a report that its stage may rest on (a runner's first contact, its clock, another state),
     *     by the thread that brought the report: it must not block
     */
    public Collector(Clock clock, Consumer<RunId> changed) {
        this(clock, changed, CollectorWatch.NONE);
    }

    /** The same, with somebody who looks on. */
    public Collector(Clock clock, Consumer<RunId> changed, CollectorWatch watch) {
        this.clock = clock;
        this.changed = changed;
        this.watch = watch;
    }

    /** Reports of this run are taken from now on. Again, or for a run that was closed, it does nothing. */
    public void open(RunPlan plan) {
        if (!isWritten(plan.run())) {
            runs.computeIfAbsent(plan.run(), run -> new OpenRun(plan));
        }
    }

    /** What every runner of an open run is told from now on; until then it is told to wait. */
    public void command(RunId run, Answer.Command command) {
        command(run, command, Map.of());
    }

    /**
     * The same, but for some runners.
     *
     * @param errands what those of these indexes are told in place of it
     */
    public void command(RunId run, Answer.Command command, Map<Integer, Answer.Command> errands) {
        OpenRun open = runs.get(run);
        if (open != null) {
            open.command(new Orders(command, errands));
        }
    }

    /** How many runs are open. */
    public int openRuns() {
        return runs.size();
    }

    /** All open runs, as they are now. */
    public List<LiveRun> live() {
        return runs.values().stream().map(OpenRun::live).toList();
    }

    /** By index the journals of those runners that have reported, as they are now; empty where the run is not open. */
    public Map<Integer, RunnerJournal> journals(RunId run) {
        return each(run, OpenRun.Contact::journal);
    }

    /** The sum of all that the run's journals have, taken after them; nothing where the run is not open. */
    public Interval sum(RunId run) {
        OpenRun open = runs.get(run);
        return open == null ? Interval.sum(List.of()) : open.sum();
    }

    /** What the seconds that runners told say of the run's thresholds on windows; nothing where the run is not open. */
    public Windows windows(RunId run) {
        OpenRun open = runs.get(run);
        return open == null ? Windows.NONE : open.windows();
    }

    /** By index what those runners last told besides their figures. */
    public Map<Integer, Notice> notices(RunId run) {
        return each(run, OpenRun.Contact::notice);
    }

    /** By index when each runner was last heard. */
    public Map<Integer, Instant> lastSeen(RunId run) {
        return each(run, OpenRun.Contact::lastSeen);
    }

    private <T> Map<Integer, T> each(RunId run, Function<OpenRun.Contact, T> value) {
        OpenRun open = runs.get(run);
        return open == null ? Map.of() : open.each(value);
    }

    /** The merged result of this run is written: its runners, and those of the test's earlier runs, are released from now on. */
    public void close(RunId run, String namespace) {
        written.merge(
                run.test(),
                new Written(run.number(), namespace),
                (before, now) -> before.number() > now.number() ? before : now);
        runs.forEach((each, open) -> {
            if (isWritten(each)) {
                watch.closed(open::live);
            }
        });
        runs.keySet().removeIf(this::isWritten);
    }

    /** The test is deleted: nothing is known of its runs any more. */
    public void forget(String test) {
        runs.keySet().removeIf(run -> run.test().equals(test));
        written.remove(test);
    }

    /**
     * Says before a report is read whether one of this runner could be taken: who is none must not cost what others need.
     *
     * @throws Unwanted where it could not
     */
    void expect(RunnerPod runner) throws Unwanted {
        Written over = written.get(runner.run().test());
        OpenRun open = runs.get(runner.run());
        boolean isOver = over != null && runner.run().number() <= over.number();
        if (!isOver && open == null) {
            throw notOpen(runner.run());
        }
        if (!runner.namespace().equals(isOver ? over.namespace() : open.namespace())) {
            throw new Unwanted(Unwanted.Kind.OTHER_NAMESPACE, "the run is in another namespace");
        }
        if (!isOver && runner.index() >= open.runners()) {
            throw new Unwanted(Unwanted.Kind.WRONG_RUNNER, "the run has no runner " + runner.index());
        }
    }

    /**
     * Takes a report in and answers it. A report that came before is answered again and changes nothing.
     *
     * @throws IllegalArgumentException where the report does not add up, or tells what no runner of the plan can: nothing of it
     *     was merged
     */
    public Answer receive(RunnerReport report) throws Unwanted {
        return receive(report, OpenRun::namespace);
    }

    /** The same for a report that came from a pod of this namespace: elsewhere none is a runner, whatever its labels say. */
    public Answer receiveFrom(String namespace, RunnerReport report) throws Unwanted {
        return receive(report, run -> namespace);
    }

    private Answer receive(RunnerReport report, Function<OpenRun, String> namespace) throws Unwanted {
        if (report.version() > RunnerReport.VERSION) {
            throw new Unwanted(
                    Unwanted.Kind.NEWER_VERSION,
                    "the report has version " + report.version() + ", known is " + RunnerReport.VERSION);
        }
        if (isWritten(report.run())) {
            return release(report);
        }
        OpenRun open = runs.get(report.run());
        if (open == null) {
            throw notOpen(report.run());
        }
        if (!namespace.apply(open).equals(open.namespace())) {
            throw new Unwanted(Unwanted.Kind.OTHER_NAMESPACE, "the run is in another namespace");
        }
        Instant now = clock.instant();
        OpenRun.Taken taken = open.take(report, now);
        if (taken.further()) {
            changed.accept(report.run());
        }
        if (taken.lagMicros() >= 0) {
            watch.merged(taken.lagMicros());
        }
        RunnerJournal journal = taken.journal();
        return new Answer(
                report.sequence(),
                journal.received(),
                journal.gap(),
                micros(now),
                said(open.orders().of(report.runner()), journal.state()),
                nextMillis(journal.state(), open, report.runner()));
    }

    /** Who has started needs the setup's variables no more. */
    private static Answer.Command said(Answer.Command command, RunnerReport.State state) {
        return command instanceof Answer.Start(long atMicros, var _) && state != RunnerReport.State.ARMED
                ? new Answer.Start(atMicros)
                : command;
    }

    private static Unwanted notOpen(RunId run) {
        return new Unwanted(Unwanted.Kind.UNKNOWN_RUN, "run " + run + " is not open");
    }

    private boolean isWritten(RunId run) {
        Written over = written.get(run.test());
        return over != null && run.number() <= over.number();
    }

    private Answer release(RunnerReport report) {
        int last = Math.max(
                last(report.total()),
                report.intervals().isEmpty() ? -1 : last(report.intervals().getLast()));
        return new Answer(report.sequence(), last, false, micros(clock.instant()), new Answer.Release(), FINAL_MILLIS);
    }

    private static int last(@Nullable Interval interval) {
        return interval == null ? -1 : interval.last();
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** While nothing is measured a change must arrive soon, but all runners together must not ask more than 500 times a second. */
    private static int nextMillis(RunnerReport.State state, OpenRun open, int runner) {
        return switch (state) {
            case ARMED -> Math.max(ARMED_MILLIS, 2 * open.runners());
            case RUNNING -> RUNNING_MILLIS;
            case DONE, BROKEN ->
                Math.max(open.orders().areOfOthers(runner) ? RUNNING_MILLIS : FINAL_MILLIS, 2 * open.runners());
        };
    }
}
