package dev.loadstone.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.GeneratorHealth;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Slice;
import dev.loadstone.protocol.Timing;
import dev.loadstone.runner.http.Transport;
import dev.loadstone.runner.record.FailureWords;
import dev.loadstone.runner.record.Intervals;
import dev.loadstone.runner.report.Clocks;
import dev.loadstone.runner.scenario.Feeding;
import dev.loadstone.runner.scenario.Materials;
import dev.loadstone.runner.scenario.ScenarioBehaviour;
import dev.loadstone.runner.schedule.Population;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a user's behaviour throws: what it did is counted once, it goes on, and the load ends. */
class ClumsyTest {
    @ParameterizedTest
    @EnumSource(
            value = Clumsy.Place.class,
            names = {"LAST_PART", "NOWHERE"},
            mode = EnumSource.Mode.EXCLUDE)
    void anIterationThatStumblesFailsOnceAndTheUserGoesOn(Clumsy.Place place) {
        try (var server = PathServer.saying("{}")) {
            Interval total = run(
                    WholePlan.against(server.port())
                            .scenario(WholePlan.get("/"))
                            .closed(0, 60_000, new LoadShape.Closed(2, 2, 0L, 3L))
                            .plan(),
                    n -> place);

            assertThat(total.iterations()).singleElement().satisfies(series -> {
                assertThat(series.counts()).isEqualTo(new Counts(6, 0, 6, 0, 0));
                assertThat(series.errors().keySet())
                        .singleElement()
                        .asString()
                        .contains("IndexOutOfBoundsException", "stumbled");
            });
            boolean sends = place != Clumsy.Place.BEGIN && place != Clumsy.Place.FIRST_STEP;
            boolean answered = place == Clumsy.Place.STEP_AFTER_RESPONSE;
            assertThat(total.requestCounts())
                    .isEqualTo(new Counts(sends ? 6 : 0, answered ? 6 : 0, sends && !answered ? 6 : 0, 0, 0));
            if (place == Clumsy.Place.JUDGE || answered) {
                assertThat(total.requests()
                                .getFirst()
                                .timing(Timing.CONNECT_TIME)
                                .count())
                        .as("connections")
                        .isLessThanOrEqualTo(2);
            }
        }
    }

    @Test
    void theLoadEndsThoughOneOfThoseWhoAreCutOffStumbles() {
        try (var server = new PathServer((to, path) -> {})) {
            Interval total = run(
                    WholePlan.against(server.port())
                            .scenario(WholePlan.get("/"))
                            .gracefulStop(100)
                            .closed(0, 300, new LoadShape.Closed(3, 3))
                            .plan(),
                    n -> n == 0 ? Clumsy.Place.LAST_PART : Clumsy.Place.NOWHERE);

            assertThat(total.iterations()).singleElement().satisfies(series -> assertThat(series.counts())
                    .isEqualTo(new Counts(3, 0, 0, 0, 3)));
        }
    }

    /** @param places where the n-th behaviour stumbles, from 0 */
    private static Interval run(RunPlan plan, IntFunction<Clumsy.Place> places) {
        var finished = new CompletableFuture<Void>();
        var listener = new LoadLoop.Listener() {
            @Override
            public void finished() {
                finished.complete(null);
            }

            @Override
            public void testEnded() {}

            @Override
            public void refused(String sentence) {}

            @Override
            public void runnerEnded() {}
        };
        var shard = new Shard(
                Work.of(plan, new Materials(Map.of(), new PlanFiles(plan.files()))),
                Slice.WHOLE,
                new FailureWords(1, 1));
        var feeding = new Feeding(shard.program(), shard.slice());
        int[] made = {0};
        try (var loops = Loops.open(1, Transport.best())) {
            Station station = loops.station(0, Clocks.system());
            var loop = new LoadLoop(
                    shard,
                    station,
                    itself -> List.of(new Residents(
                            itself, Population.of(plan.phases()).getFirst(), new Numbering(plan.phases()))),
                    listener,
                    () -> new Clumsy(
                            new ScenarioBehaviour(shard.program(), feeding, 1, () -> 0), places.apply(made[0]++)));
            station.thread().execute(() -> loop.start(station.nanos()));
            finished.orTimeout(30, TimeUnit.SECONDS).join();
            var counted = station.thread().submit(() -> loop.swap(shard.newRecord()));
            station.thread().submit(loop::close).syncUninterruptibly();
            return new Intervals()
                    .next(List.of(counted.syncUninterruptibly().getNow()), series -> GeneratorHealth.NONE);
        }
    }
}
