package dev.loadstone.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.GeneratorHealth;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Scenario;
import dev.loadstone.protocol.Step;
import dev.loadstone.protocol.ThinkStep;
import dev.loadstone.protocol.Timing;
import dev.loadstone.runner.http.Transport;
import dev.loadstone.runner.record.Intervals;
import dev.loadstone.runner.record.LoopRecord;
import dev.loadstone.runner.report.Clocks;
import dev.loadstone.runner.scenario.Materials;
import io.netty.channel.ChannelHandlerContext;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever law the target's times follow, the reported percentiles are those of the times that it really took. The target has the
 * load's own thread, so that the time for which a busy machine lets the one wait for a core is no part of what the other sees.
 */
class TruthMatrixIT {
    private static final int RATE = 250;
    private static final int SECONDS = 8;
    private static final int PRACTICE = 4000;
    private static final double SHARE = 0.02;
    private static final Step GET = WholePlan.get("/");

    /** A JVM that does all this for the first time needs milliseconds for it; a runner has practised before its load begins. */
    @BeforeAll
    static void practise() {
        try (var loops = Loops.open(1, Transport.best());
                var server = new TargetServer(loops.list().getFirst(), new Slow(new long[PRACTICE]))) {
            run(
                    WholePlan.against(server.port())
                            .scenario(GET)
                            .open(0, 2000, PRACTICE / 2, 100, false)
                            .plan(),
                    loops);
        }
    }

    @ParameterizedTest
    @EnumSource
    void openModel(LatencyLaw law) {
        Attempts.untilOneHolds(
                () -> check(law, plan -> plan.scenario(GET).open(0, SECONDS * 1000L, RATE, 100_000, false)));
    }

    @ParameterizedTest
    @EnumSource
    void closedModel(LatencyLaw law) {
        // Less than one in a hundred requests opens a connection, in a JVM that has never done so.
        int users = 18;
        // Users that began together would stay so where all answers take the same time, and each one's time then holds
        // what the
        // loop needs for all the others.
        Attempts.untilOneHolds(() -> check(law, plan -> plan.flow("arrive", new ThinkStep(0, 200))
                .scenario(new Scenario("browse", 1, List.of(GET), "arrive", null))
                .closed(0, 120_000, new LoadShape.Closed(users, users, (long) RATE * SECONDS, 0L))));
    }

    private static void check(LatencyLaw law, UnaryOperator<WholePlan> load) {
        int requests = RATE * SECONDS;
        var target = new Slow(law.nanos(requests, new Random(1)));
        Interval total;
        try (var loops = Loops.open(1, Transport.best());
                var server = new TargetServer(loops.list().getFirst(), target)) {
            var plan = load.apply(WholePlan.against(server.port()));
            total = run(plan.plan(), loops);
            assertThat(server.requests()).isEqualTo(requests);
        }
        assertThat(total.requestCounts()).isEqualTo(new Counts(requests, requests, 0, 0, 0));
        for (Timing timing : new Timing[] {Timing.SERVICE_TIME, Timing.RESPONSE_TIME}) {
            LatencyHistogram told = total.requests().getFirst().timing(timing);
            for (double percent : new double[] {50, 95, 99}) {
                double truth = LatencyLaw.percentile(target.takenNanos, percent) / 1000;
                assertThat((double) told.percentileMicros(percent))
                        .as("p%s of %s times: %s", percent, law, told)
                        .isCloseTo(truth, within(truth * SHARE));
            }
        }
    }

    private static Interval run(RunPlan plan, Loops loops) {
        var load = new Load(
                Work.of(plan, new Materials(Map.of(), new PlanFiles(plan.files()))), 0, loops, Clocks.system());
        load.start(Clocks.system().nanos());
        Operator.await(load.finished());
        List<LoopRecord> records = Operator.await(load.take(Runnable::run)).stream()
                .map(Load.Count::record)
                .toList();
        Operator.await(load.close());
        return new Intervals().next(records, series -> GeneratorHealth.NONE);
    }

    /** Takes its time for each answer, and notes how long it really took, since timers are late on a busy machine. */
    private static final class Slow implements TargetServer.Answering {
        private final long[] nanos;
        private final long[] takenNanos;

        Slow(long[] nanos) {
            this.nanos = nanos;
            takenNanos = new long[nanos.length];
        }

        @Override
        public void answer(ChannelHandlerContext to, long n) {
            int place = (int) n - 1;
            long before = Clocks.system().nanos();
            to.executor()
                    .schedule(
                            () -> {
                                TargetServer.say(to, TargetServer.OK);
                                takenNanos[place] = Clocks.system().nanos() - before;
                            },
                            nanos[place],
                            TimeUnit.NANOSECONDS);
        }
    }
}
