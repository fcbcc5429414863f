package dev.loadstone.runner;

import dev.loadstone.protocol.Errand;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.RunnerReport;
import dev.loadstone.protocol.RunnerSummary;
import dev.loadstone.protocol.SharedValue;
import dev.loadstone.runner.health.HealthProbe;
import dev.loadstone.runner.health.LoopThread;
import dev.loadstone.runner.http.Transport;
import dev.loadstone.runner.report.Clocks;
import dev.loadstone.runner.report.Commanded;
import dev.loadstone.runner.report.Outcome;
import dev.loadstone.runner.report.Reporter;
import dev.loadstone.runner.report.Uplink;
import dev.loadstone.runner.scenario.Materials;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * One runner of a plan: it warms up, arms, starts when it is told to, makes its share of the load, and offers its final report
 * until it is released. Several can live in one process.
 */
public final class Runner implements Commanded, Engine.Listener {
    private final RunPlan plan;
    private final int index;
    private final RunnerSettings settings;
    private final Clocks clocks = Clocks.system();
    private final ScheduledExecutorService control;
    private final Reporter reporter;
    private @Nullable Loops loops;
    private @Nullable Work work;
    private @Nullable Load load;
    private @Nullable Engine engine;
    private @Nullable ErrandRun errand;
    private List<LoopThread> threads = List.of();
    private Optional<WarmUp> warmUp = Optional.empty();
    private volatile @Nullable RunnerReport latest;

    private Runner(RunPlan plan, int index, Uplink uplink, RunnerSettings settings) {
        this.plan = plan;
        this.index = index;
        this.settings = settings;
        var control = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("control").daemon().factory());
        // Else a runner that has ended lives on, with all its counters, until the last deadline it had.
        control.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        control.setRemoveOnCancelPolicy(true);
        this.control = control;
        reporter = new Reporter(
                new Reporter.Identity(plan.run(), index),
                report -> {
                    latest = report;
                    return uplink.push(report);
                },
                this,
                settings.lingerMillis(),
                control,
                clocks);
        reporter.ended().thenRun(this::release);
    }

    /** Returns at once; everything else happens on threads of the runner's own. */
    public static Runner start(RunPlan plan, int index, Uplink uplink, RunnerSettings settings) {
        var runner = new Runner(plan, index, uplink, settings);
        // Whatever it meets is told: else nobody would know why it is never armed.
        CompletableFuture.runAsync(runner::arm, runner.control).exceptionally(runner::unarmed);
        return runner;
    }

    /** How it ended; it has no thread any more then. */
    public CompletionStage<Outcome> finished() {
        return reporter.ended();
    }

    /**
     * Stops the load within two seconds, without being told to by the operator.
     *
     * @param lingerMillis for how long the final report is then offered
     */
    public void drain(long lingerMillis) {
        control.execute(() -> {
            reporter.hurry(lingerMillis);
            stopErrand();
            if (engine == null) {
                reporter.done();
            } else {
                engine.stop();
            }
        });
    }

    /** Why it could not do the run; empty where it could. */
    String complaint() {
        return reporter.message();
    }

    /** What it did, in one line; for when nobody takes the report. */
    String summary() {
        return total().map(total -> total.requestCounts().toString()).orElse("nothing was sent");
    }

    /** Its final report, or what there is room for of it in so many characters, for the operator; empty where it has none. */
    Optional<String> testament(int room) {
        RunnerReport last = latest;
        return last == null || last.state() != RunnerReport.State.DONE
                ? Optional.empty()
                : RunnerSummary.line(last, plan.warmupPhases(), room);
    }

    private void arm() {
        try {
            check();
            var materials = new Materials(settings.environment(), new PlanFiles(plan.files()));
            arm(Work.of(plan, materials), settings.transport(), materials);
        } catch (IllegalArgumentException e) {
            reporter.broken(String.valueOf(e.getMessage()));
        }
    }

    private void arm(Work ready, Transport transport, Materials materials) {
        var opened = Loops.open(settings.loopCount(), transport);
        loops = opened;
        var share = new Load(ready, index, opened, clocks);
        work = ready;
        load = share;
        share.refused().thenAcceptAsync(this::refused, control);
        threads = opened.list().stream()
                .map(loop -> CompletableFuture.supplyAsync(LoopThread::current, loop))
                .map(CompletableFuture::join)
                .toList();
        warmUp = WarmUp.of(plan, settings, opened, clocks, materials);
        warmUp.map(WarmUp::ready)
                .orElse(CompletableFuture.completedStage(null))
                .thenCompose(warm -> share.preconnect())
                .thenRunAsync(reporter::armed, control)
                .exceptionally(this::unarmed);
    }

    private @Nullable Void unarmed(Throwable why) {
        control.execute(() -> failed(why));
        return null;
    }

    private void check() {
        if (plan.version() > RunPlan.VERSION) {
            throw new IllegalArgumentException("the plan has format " + plan.version() + ", this runner reads up to "
                    + RunPlan.VERSION + ": use the runner image of the operator's version");
        }
        if (index < 0 || index >= plan.runners()) {
            throw new IllegalArgumentException("there is no runner " + index + " of " + plan.runners());
        }
    }

    @Override
    public void start(long atNanos, Map<String, SharedValue> variables) {
        if (work == null || load == null) {
            throw new IllegalStateException("not armed");
        }
        if (plan.setup() != null) {
            work.program().share(variables);
        }
        warmUp.ifPresent(practice -> practice.endBefore(atNanos));
        var probe = new HealthProbe(threads, clocks.monotonic());
        engine = new Engine(load, new RunClock(clocks.monotonic(), atNanos), probe, control, this);
        engine.start();
    }

    @Override
    public void finish() {
        if (engine != null) {
            engine.finish();
        }
    }

    @Override
    public void stop() {
        if (engine != null) {
            engine.stop();
        }
    }

    @Override
    public void run(Errand.Kind kind) {
        if (work == null || loops == null) {
            throw new IllegalStateException("not armed");
        }
        try {
            errand = ErrandRun.start(work, kind, loops.station(0, clocks));
            errand.ended().thenAcceptAsync(reporter::errand, control);
        } catch (IllegalArgumentException e) {
            reporter.errand(new Errand(kind, Errand.State.FAILED, String.valueOf(e.getMessage()), Map.of()));
        }
    }

    @Override
    public void stopErrand() {
        if (errand != null) {
            errand.stop();
        }
    }

    @Override
    public Optional<Interval> total() {
        return Optional.ofNullable(engine).flatMap(Engine::total);
    }

    @Override
    public void second(Interval interval, int activeUsers) {
        reporter.second(interval, activeUsers);
    }

    @Override
    public void testEnded() {
        reporter.testEnded();
    }

    @Override
    public void over() {
        reporter.done();
    }

    private void refused(String sentence) {
        stop();
        reporter.broken(sentence);
    }

    @Override
    public void failed(Throwable why) {
        stop();
        reporter.broken("the runner has a fault: " + why);
    }

    private void release() {
        if (loops != null) {
            // A loop that closes forgets what it was to do, so a warm-up that nothing has ended must end before.
            warmUp.map(WarmUp::end)
                    .orElse(CompletableFuture.completedStage(null))
                    .thenRun(loops::close);
        }
        control.shutdown();
    }
}
