package dev.loadstone.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.Timing;
import dev.loadstone.runner.report.Clocks;
import org.junit.jupiter.api.Test;

/**
 * The target stands still for a stretch of a run with even arrivals. Who is due in it waits for its end, so that the waits are
 * evenly spread from nothing to its length, and the percentiles can be calculated: those of a tool that waits with its next
 * request until the last one is answered are far below.
 */
class TruthTest {
    /** Both ends are this process's, which may open no more files than most systems let it; who waits for one waits. */
    private static final int MOST_CONNECTIONS = 5000;

    @Test
    void aFreezeShowsInThePercentilesAsLongAsItWas() {
        long runMillis = 6000;
        long freezeMillis = 700;
        check(1000, runMillis, freezeMillis, 100_000, 0.1);
    }

    @Test
    void usersThatAreTooFewDoNotHideIt() {
        check(1000, 3000, 700, 20, 0.2);
    }

    /** @param noise the share by which a busy machine may make it look worse; better than 2 % it may never look */
    static void check(int rate, long runMillis, long freezeMillis, int maxUsers, double noise) {
        long slowest = Math.min(rate * runMillis / 1000 / 100, maxUsers);
        var freeze =
                new Freeze(runMillis / 3, freezeMillis, slowest, Clocks.system().monotonic());
        try (var server = new TargetServer(freeze)) {
            var total = Operator.run(Plans.against(server.port())
                            .requestTimeout(10_000)
                            .gracefulStop(10_000)
                            .connections(MOST_CONNECTIONS)
                            .open(rate, runMillis, maxUsers, false))
                    .total();
            LatencyHistogram times = total.requests().getFirst().timing(Timing.RESPONSE_TIME);
            double expectedMicros = freeze.heldMicros() - runMillis * 10.0;
            assertThat(total.requestCounts().completed()).isEqualTo(rate * runMillis / 1000);
            assertThat((double) times.percentileMicros(99))
                    .as("99th percentile of %s", times)
                    .isBetween(expectedMicros * 0.98, expectedMicros * (1 + noise));
        }
    }
}
