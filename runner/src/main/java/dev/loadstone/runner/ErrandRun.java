package dev.loadstone.runner;

import dev.loadstone.protocol.Errand;
import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.Slice;
import dev.loadstone.runner.record.FailureWords;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The setup or the teardown under way, on an event loop of the runner's: what it counts is in no result. */
final class ErrandRun implements LoadLoop.Listener {
    private static final long MOST_MILLIS = 300_000;
    private static final long STOP_NANOS = 1_500_000_000;

    private final CompletableFuture<Errand> ended = new CompletableFuture<>();
    private final Station station;
    private final LoadLoop loop;
    private @Nullable Messenger messenger;
    private volatile boolean stopped;

    private ErrandRun(Work work, Errand.Kind kind, int scenario, Station station) {
        this.station = station;
        var phase = new Phase(kind.name(), 0, MOST_MILLIS, false, new LoadShape.Closed(1, 1));
        var words = new FailureWords(1, work.program().scenarios().size());
        var shard = new Shard(work.during(phase), Slice.WHOLE, words);
        loop = new LoadLoop(shard, station, itself -> List.of(sent(new Messenger(itself, kind, scenario))), this);
    }

    private Messenger sent(Messenger messenger) {
        this.messenger = messenger;
        return messenger;
    }

    /** @throws IllegalArgumentException where the plan has none of this kind */
    static ErrandRun start(Work work, Errand.Kind kind, Station station) {
        var scenario =
                switch (kind) {
                    case SETUP -> work.program().setup();
                    case TEARDOWN -> work.program().teardown();
                };
        int present = scenario.orElseThrow(() -> new IllegalArgumentException("the plan has no " + kind));
        var run = new ErrandRun(work, kind, present, station);
        station.thread().execute(() -> run.loop.start(station.nanos()));
        return run;
    }

    /** Completes with what came of it. */
    CompletionStage<Errand> ended() {
        return ended;
    }

    /** It ends within two seconds. */
    void stop() {
        stopped = true;
        station.thread().execute(() -> loop.stop(STOP_NANOS));
    }

    @Override
    public void finished() {
        String cutOff = stopped ? "it was stopped" : "it was not done within " + MOST_MILLIS / 1000 + " s";
        Errand outcome = Objects.requireNonNull(messenger).outcome(cutOff);
        // Not from within what the last user does, whose connection may be in use up to here.
        station.thread().execute(() -> {
            loop.close();
            ended.complete(outcome);
        });
    }

    /** Its request fails for it; what else the runner would do has met the same by now, and tells it. */
    @Override
    public void refused(String sentence) {}

    /** For one user that is the same as to be done. */
    @Override
    public void runnerEnded() {}

    @Override
    public void testEnded() {}
}
