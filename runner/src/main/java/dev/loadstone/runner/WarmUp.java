package dev.loadstone.runner;

import dev.loadstone.protocol.RunPlan;
import dev.loadstone.runner.report.Clocks;
import dev.loadstone.runner.scenario.Materials;
import io.netty.channel.EventLoop;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Has the plan's own scenarios done against a server on loopback, so that the JVM has compiled what will be measured. What that
 * takes is more than a runner may take to be armed, but there is always some time between that and the start: it goes on until
 * shortly before the start, or until the compiler has nothing to do. It is done on one event loop: the code is that of all, and
 * the other cores are the compiler's.
 */
final class WarmUp {
    private static final long MOST_MILLIS = 3000;
    private static final long LOOK_MILLIS = 50;
    /** For as long before the start it is quiet, and what is left of all this is collected. */
    private static final long QUIET_NANOS = 100_000_000;
    /** A collection that begins later might last into the first measured second. */
    private static final long COLLECTION_NANOS = 50_000_000;

    private final Load load;
    private final EventLoop thread;
    private final Clocks clocks;
    private final CompilerWatch compiler = CompilerWatch.ofThisJvm();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletionStage<Void> over;
    private final long leastNanos;
    private final long endNanos;
    private volatile long startNanos = Long.MAX_VALUE;

    private WarmUp(Load load, EchoServer server, Loops loops, Clocks clocks, long leastMillis) {
        this.load = load;
        this.clocks = clocks;
        thread = loops.list().getFirst();
        over = load.finished()
                .thenCompose(done -> load.close())
                .thenRun(server::close)
                .thenRun(this::collect);
        long now = clocks.nanos();
        leastNanos = now + leastMillis * 1_000_000;
        endNanos = now + MOST_MILLIS * 1_000_000;
        load.start(now);
        thread.execute(this::look);
    }

    /** Begins, where there is something to practise. */
    static Optional<WarmUp> of(RunPlan plan, RunnerSettings settings, Loops loops, Clocks clocks, Materials materials) {
        var rehearsal = new Rehearsal(plan);
        if (settings.warmUpMillis() == 0 || !rehearsal.isWorthwhile()) {
            return Optional.empty();
        }
        var likeness = Likeness.of(rehearsal.requests());
        var server = new EchoServer(loops.transport(), likeness, rehearsal.speaksTls());
        try {
            var work = Work.of(rehearsal.against(server.port(), MOST_MILLIS), materials);
            work.program().share(rehearsal.variables());
            var load = new Load(work, 0, loops.first(), clocks);
            return Optional.of(new WarmUp(load, server, loops, clocks, settings.warmUpMillis()));
        } catch (IllegalArgumentException e) {
            // What can be done in earnest, but not for practice, is done without.
            server.close();
            return Optional.empty();
        }
    }

    private void look() {
        if (load.finished().toCompletableFuture().isDone()) {
            ready.complete(null);
            return;
        }
        long now = clocks.nanos();
        boolean idle = compiler.isIdle();
        if (idle || now >= leastNanos) {
            ready.complete(null);
        }
        if (idle || now >= endNanos) {
            end();
        } else {
            thread.schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Ends it; completes when everything of it is gone again. */
    CompletionStage<Void> end() {
        ready.complete(null);
        load.stop(0);
        return over;
    }

    private void collect() {
        if (startNanos - clocks.nanos() > COLLECTION_NANOS) {
            System.gc();
        }
    }

    /** Completes when the runner may be armed. */
    CompletionStage<Void> ready() {
        return ready;
    }

    /** Nothing of it is to be felt from this instant on. */
    void endBefore(long startNanos) {
        this.startNanos = startNanos;
        thread.schedule(this::end, startNanos - QUIET_NANOS - clocks.nanos(), TimeUnit.NANOSECONDS);
    }
}
