package dev.loadstone.runner;

import dev.loadstone.protocol.RunPlan;
import dev.loadstone.runner.record.LoopRecord;
import dev.loadstone.runner.scenario.Program;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** A runner's share of a plan's load, spread over its event loops. It may be driven from any one thread. */
final class Load {
    private final List<EventLoop> threads;
    private final List<LoadLoop> loops = new ArrayList<>();
    private final List<LoopRecord> spares = new ArrayList<>();
    private final CompletableFuture<Void> finished = new CompletableFuture<>();

    /** @param clock has the instant at which it starts */
    Load(RunPlan plan, Program program, int runner, Loops on, RunClock clock) {
        threads = on.list();
        int count = threads.size();
        var running = new AtomicInteger(count);
        for (int i = 0; i < count; i++) {
            var shard = Shard.of(plan, program, runner, i, count);
            var loop = new LoadLoop(shard, threads.get(i), on.transport(), clock, () -> {
                if (running.decrementAndGet() == 0) {
                    finished.complete(null);
                }
            });
            loops.add(loop);
            spares.add(loop.newRecord());
        }
    }

    /** Everything that is due happens from now on. */
    void start() {
        for (int i = 0; i < loops.size(); i++) {
            threads.get(i).execute(loops.get(i)::start);
        }
    }

    /** Completes when nothing is under way any more and nothing will start. */
    CompletionStage<Void> finished() {
        return finished;
    }

    /** Starts nothing more, and gives what is under way this long. */
    void stop(long mostNanos) {
        for (int i = 0; i < loops.size(); i++) {
            LoadLoop loop = loops.get(i);
            threads.get(i).execute(() -> loop.drain(mostNanos, true));
        }
    }

    /** What one loop counted, and how many users it had at that instant. */
    record Count(LoopRecord record, int activeUsers) {}

    /** Takes from all loops what they counted since the last time. It must be given back by {@link #reuse}. */
    CompletionStage<List<Count>> take(Executor then) {
        var counts = new ArrayList<CompletableFuture<Count>>();
        for (int i = 0; i < loops.size(); i++) {
            LoadLoop loop = loops.get(i);
            LoopRecord empty = spares.get(i);
            counts.add(CompletableFuture.supplyAsync(
                    () -> new Count(loop.swap(empty), loop.activeUsers()), threads.get(i)));
        }
        return CompletableFuture.allOf(counts.toArray(CompletableFuture[]::new))
                .thenApplyAsync(
                        all -> counts.stream().map(CompletableFuture::join).toList(), then);
    }

    /** The records may be cleared and written again. */
    void reuse(List<Count> counts) {
        for (int i = 0; i < counts.size(); i++) {
            counts.get(i).record().clear();
            spares.set(i, counts.get(i).record());
        }
    }

    /** Closes all connections; completes when they are. */
    CompletionStage<Void> close() {
        var closing = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < loops.size(); i++) {
            closing.add(CompletableFuture.runAsync(loops.get(i)::close, threads.get(i)));
        }
        return CompletableFuture.allOf(closing.toArray(CompletableFuture[]::new));
    }
}
