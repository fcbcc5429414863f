package dev.loadstone.runner;

import dev.loadstone.protocol.Answer;
import dev.loadstone.protocol.Errand;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.RunnerReport;
import dev.loadstone.runner.report.Clocks;
import dev.loadstone.runner.report.Outcome;
import dev.loadstone.runner.report.Uplink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** An operator in memory: it has the setup done, starts the runners when all are armed, adds up their seconds, and releases them. */
final class Operator implements Uplink {
    /** Longer than any test's run; a test that waits for it fails with what was seen so far. */
    private static final long PATIENCE_SECONDS = 60;

    private final RunPlan plan;
    private final Map<Integer, RunnerReport> latest = new TreeMap<>();
    private final Map<Integer, TreeMap<Integer, Interval>> seconds = new TreeMap<>();
    private final Map<Errand.Kind, Errand> errands = new EnumMap<>(Errand.Kind.class);
    private final Map<Errand.Kind, CompletableFuture<Void>> underway = new EnumMap<>(Errand.Kind.class);
    private final List<Runner> runners = new ArrayList<>();
    private final CompletableFuture<Void> running = new CompletableFuture<>();
    private long startMicros;
    private boolean stop;

    Operator(RunPlan plan) {
        this.plan = plan;
    }

    static Operator run(Plans plans) {
        return new Operator(plans.plan()).launch();
    }

    Operator launch() {
        return launch(this, 1);
    }

    /** @param uplink the way to here */
    Operator launch(Uplink uplink, int loops) {
        var settings = new RunnerSettings(Map.of(), loops, 0, 20_000);
        IntStream.range(0, plan.runners()).forEach(index -> runners.add(Runner.start(plan, index, uplink, settings)));
        return this;
    }

    Runner runner(int index) {
        return runners.get(index);
    }

    /** Completes with the first push of a runner that makes load. */
    CompletableFuture<Void> running() {
        return running;
    }

    synchronized void stop() {
        stop = true;
    }

    /** The final reports' sum, when all have ended as they should. */
    Interval total() {
        for (Runner runner : runners) {
            var outcome = await(runner.finished());
            if (outcome != Outcome.RELEASED) {
                throw new AssertionError("a runner ended as " + outcome + "; last reports: " + latest);
            }
        }
        return latest.values().stream()
                .map(RunnerReport::total)
                .reduce(Interval::plus)
                .orElseThrow();
    }

    /** The sum of all seconds that came one by one. */
    synchronized Interval secondsTotal() {
        return seconds.values().stream()
                .flatMap(each -> each.values().stream())
                .reduce(Interval::plus)
                .orElseThrow();
    }

    /** The sum of these seconds, both included. */
    synchronized Interval seconds(int first, int last) {
        return seconds.values().stream()
                .flatMap(each -> each.subMap(first, last + 1).values().stream())
                .reduce(Interval::plus)
                .orElseThrow();
    }

    synchronized RunnerReport latest(int runner) {
        return latest.get(runner);
    }

    static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public synchronized CompletionStage<Answer> push(RunnerReport report) {
        var before = latest.get(report.runner());
        var mine = seconds.computeIfAbsent(report.runner(), unseen -> new TreeMap<>());
        if (before == null || before.sequence() < report.sequence()) {
            latest.put(report.runner(), report);
            if (report.errand() != null) {
                errands.put(report.errand().kind(), report.errand());
                underway.computeIfAbsent(report.errand().kind(), unseen -> new CompletableFuture<>())
                        .complete(null);
            }
            report.intervals().forEach(interval -> mine.putIfAbsent(interval.first(), interval));
        }
        if (report.state() == RunnerReport.State.RUNNING) {
            running.complete(null);
        }
        int received = -1;
        while (mine.containsKey(received + 1)) {
            received++;
        }
        boolean gap = !mine.isEmpty() && mine.lastKey() > received;
        return CompletableFuture.completedFuture(
                new Answer(report.sequence(), received, gap, nowMicros(), command(report), 50));
    }

    private Answer.Command command(RunnerReport report) {
        if (report.state() == RunnerReport.State.DONE) {
            return afterwards(report.runner());
        }
        Errand setup = errand(Errand.Kind.SETUP);
        if (stop || setup != null && setup.state() == Errand.State.FAILED) {
            return new Answer.Stop("the test says so");
        }
        if (latest.values().stream().anyMatch(RunnerReport::endTest)) {
            return new Answer.Finish();
        }
        boolean allArmed = allAre(RunnerReport.State.ARMED);
        boolean ready = plan.setup() == null || setup != null && setup.state() == Errand.State.DONE;
        if (allArmed && !ready) {
            return report.runner() == 0 ? new Answer.SetUp() : new Answer.Wait();
        }
        if (startMicros == 0 && allArmed) {
            startMicros = nowMicros() + 100_000;
        }
        return startMicros == 0
                ? new Answer.Wait()
                : new Answer.Start(startMicros, setup == null ? Map.of() : setup.variables());
    }

    private Answer.Command afterwards(int runner) {
        if (!allAre(RunnerReport.State.DONE)) {
            return new Answer.Wait();
        }
        Errand teardown = errand(Errand.Kind.TEARDOWN);
        boolean tidy = plan.teardown() == null || teardown != null && teardown.state() != Errand.State.UNDERWAY;
        if (tidy) {
            return new Answer.Release();
        }
        return runner == 0 ? new Answer.TearDown() : new Answer.Wait();
    }

    /** Completes when a runner has begun it. */
    synchronized CompletableFuture<Void> underway(Errand.Kind kind) {
        return underway.computeIfAbsent(kind, unseen -> new CompletableFuture<>());
    }

    /** The latest that was told of it; null for nothing yet. */
    synchronized @Nullable Errand errand(Errand.Kind kind) {
        return errands.get(kind);
    }

    private boolean allAre(RunnerReport.State state) {
        return latest.size() == plan.runners() && latest.values().stream().allMatch(report -> report.state() == state);
    }

    private static long nowMicros() {
        Instant now = Clocks.system().wall().instant();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
    }
}
