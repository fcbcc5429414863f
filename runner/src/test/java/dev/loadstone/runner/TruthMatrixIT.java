package dev.loadstone.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Timing;
import dev.loadstone.runner.report.Clocks;
import io.netty.channel.ChannelHandlerContext;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever law the target's times follow, the reported percentiles are those of the times that it really took. */
class TruthMatrixIT {
    private static final int RATE = 250;
    private static final int SECONDS = 8;
    private static final int ATTEMPTS = 5;
    private static final double SHARE = 0.02;

    @ParameterizedTest
    @EnumSource
    void openModel(LatencyLaw law) {
        attempt(() -> check(law, plan -> plan.open(0, SECONDS * 1000L, RATE, 100_000, false)));
    }

    @ParameterizedTest
    @EnumSource
    void closedModel(LatencyLaw law) {
        // Less than one in a hundred requests opens a connection, in a JVM that has never done so.
        int users = 18;
        attempt(() -> check(
                law, plan -> plan.closed(0, 120_000, new LoadShape.Closed(users, users, (long) RATE * SECONDS, 0L))));
    }

    private interface Shaping {
        WholePlan shape(WholePlan plan);
    }

    private static void check(LatencyLaw law, Shaping load) {
        int requests = RATE * SECONDS;
        var target = new Slow(law.nanos(requests, new Random(1)));
        Interval total;
        try (var server = new TargetServer(target)) {
            total = load.shape(WholePlan.against(server.port()).scenario(WholePlan.get("/")))
                    .run(2)
                    .total();
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

    private static void attempt(Runnable check) {
        for (int attempt = 1; true; attempt++) {
            try {
                check.run();
                return;
            } catch (AssertionError missed) {
                if (attempt == ATTEMPTS) {
                    throw missed;
                }
                System.out.println("attempt " + attempt + ": " + missed.getMessage());
            }
        }
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
