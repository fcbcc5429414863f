package dev.loadstone.runner;

import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import dev.loadstone.runner.record.FailureWords;
import dev.loadstone.runner.record.LoopRecord;
import dev.loadstone.runner.report.Clocks;
import dev.loadstone.runner.schedule.Population;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/** A runner's share of a plan's load, spread over its event loops. It may be driven from any one thread. */
final class Load {
    private final List<EventLoop> threads;
    private final List<LoadLoop> loops = new ArrayList<>();
    private final List<LoopRecord> spares = new ArrayList<>();
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private final CompletableFuture<Void> testEnded = new CompletableFuture<>();
    private final CompletableFuture<String> refused = new CompletableFuture<>();

    Load(Work work, int runner, Loops on, Clocks clocks) {
        threads = on.list();
        int count = threads.size();
        var plan = work.plan();
        var words = new FailureWords(
                plan.phases().size(), work.program().scenarios().size());
        var listener = new Ending(count);
        for (int i = 0; i < count; i++) {
            var shard = new Shard(work, plan.slice(runner).part(i, count), words);
            loops.add(new LoadLoop(shard, on.station(i, clocks), Load::sources, listener));
            spares.add(shard.newRecord());
        }
    }

    private static List<UserSource> sources(LoadLoop loop) {
        List<Phase> phases = loop.shard().plan().phases();
        var numbering = new Numbering(phases);
        var sources = new ArrayList<UserSource>();
        for (int phase = 0; phase < phases.size(); phase++) {
            if (phases.get(phase).load() instanceof LoadShape.Open) {
                sources.add(new Arrivals(loop, phase, numbering));
            }
        }
        Population.of(phases).forEach(population -> sources.add(new Residents(loop, population, numbering)));
        return sources;
    }

    /** What its loops tell is told when the last one, or the first one, tells it. */
    private final class Ending implements LoadLoop.Listener {
        private final AtomicInteger running;

        Ending(int loops) {
            running = new AtomicInteger(loops);
        }

        @Override
        public void finished() {
            if (running.decrementAndGet() == 0) {
                finished.complete(null);
            }
        }

        @Override
        public void runnerEnded() {
            finish();
        }

        @Override
        public void refused(String sentence) {
            refused.complete(sentence);
        }

        @Override
        public void testEnded() {
            finish();
            testEnded.complete(null);
        }
    }

    /** Opens the connections that are to be open before the start; completes when each is, or has failed. */
    CompletionStage<Void> preconnect() {
        return onAll(LoadLoop::preconnect);
    }

    /** Everything that is due from this instant of the monotonic clock on happens. */
    void start(long atNanos) {
        tellAll(loop -> loop.start(atNanos));
    }

    /** Completes when nothing is under way any more and nothing will start. */
    CompletionStage<Void> finished() {
        return finished;
    }

    /** Completes when one of its users ends the test, which all loops then do as at the end of the last phase. */
    CompletionStage<Void> testEnded() {
        return testEnded;
    }

    /** Completes when a target turns out to be where load may not go. */
    CompletionStage<String> refused() {
        return refused;
    }

    /** As at the end of the last phase. */
    void finish() {
        tellAll(LoadLoop::finish);
    }

    /** Starts nothing more, and gives what is under way this long. */
    void stop(long mostNanos) {
        tellAll(loop -> loop.stop(mostNanos));
    }

    private void tellAll(Consumer<LoadLoop> order) {
        for (int i = 0; i < loops.size(); i++) {
            LoadLoop loop = loops.get(i);
            threads.get(i).execute(() -> order.accept(loop));
        }
    }

    private CompletionStage<Void> onAll(Function<LoadLoop, CompletionStage<Void>> work) {
        var doing = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < loops.size(); i++) {
            LoadLoop loop = loops.get(i);
            doing.add(CompletableFuture.supplyAsync(() -> work.apply(loop), threads.get(i))
                    .thenCompose(done -> done));
        }
        return CompletableFuture.allOf(doing.toArray(CompletableFuture[]::new));
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
        return onAll(loop -> {
            loop.close();
            return CompletableFuture.completedStage(null);
        });
    }
}
