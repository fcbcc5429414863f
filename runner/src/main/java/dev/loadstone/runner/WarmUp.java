package dev.loadstone.runner;

import dev.loadstone.protocol.RunPlan;
import dev.loadstone.runner.report.Clocks;
import dev.loadstone.runner.scenario.Materials;
import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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
    private static final long QUIET_NANOS = 200_000_000;

    private final @Nullable Load load;
    private final EventLoop thread;
    private final Clocks clocks;
    private final CompilerWatch compiler = CompilerWatch.ofThisJvm();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletionStage<Void> over;
    private long leastNanos;
    private long endNanos;

    private WarmUp(@Nullable Load load, @Nullable EchoServer server, Loops loops, Clocks clocks) {
        this.load = load;
        this.clocks = clocks;
        thread = loops.list().getFirst();
        over = load == null || server == null
                ? CompletableFuture.completedStage(null)
                : load.finished()
                        .thenCompose(done -> load.close())
                        .thenRun(server::close)
                        .thenRun(System::gc);
    }

    /** Begins; where there is nothing to practise it is over with that. */
    static WarmUp of(RunPlan plan, RunnerSettings settings, Loops loops, Clocks clocks, Materials materials) {
        var rehearsal = new Rehearsal(plan);
        var none = new WarmUp(null, null, loops, clocks);
        if (settings.warmUpMillis() == 0 || !rehearsal.isWorthwhile()) {
            return none;
        }
        var likeness = Likeness.of(rehearsal.requests());
        var server = new EchoServer(loops.transport(), likeness, rehearsal.speaksTls());
        try {
            var work = Work.of(rehearsal.against(server.port(), MOST_MILLIS), materials);
            work.program().share(rehearsal.variables());
            var warmUp = new WarmUp(new Load(work, 0, loops.first(), clocks), server, loops, clocks);
            warmUp.start(settings.warmUpMillis());
            return warmUp;
        } catch (IllegalArgumentException e) {
            // What can be done in earnest, but not for practice, is done without.
            server.close();
            return none;
        }
    }

    private void start(long leastMillis) {
        long now = clocks.nanos();
        leastNanos = now + leastMillis * 1_000_000;
        endNanos = now + MOST_MILLIS * 1_000_000;
        thread.execute(this::look);
        if (load != null) {
            load.start(now);
        }
    }

    private void look() {
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
        if (load != null) {
            load.stop(0);
        }
        return over;
    }

    /** Completes when the runner may be armed. */
    CompletionStage<Void> ready() {
        return load == null ? over : ready;
    }

    /** Nothing of it is to be felt from this instant on. */
    void endBefore(long startNanos) {
        thread.schedule(this::end, startNanos - QUIET_NANOS - clocks.nanos(), TimeUnit.NANOSECONDS);
    }
}
