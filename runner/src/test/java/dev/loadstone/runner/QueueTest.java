package dev.loadstone.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.GeneratorHealth.Taint;
import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.Step;
import dev.loadstone.protocol.ThinkStep;
import dev.loadstone.protocol.Timing;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A target that is too slow for two users: arrivals wait for one of them, or are dropped. */
class QueueTest {
    private static final HttpStep GET = Plans.get("/");

    static Stream<List<Step>> scenarios() {
        return Stream.of(List.of(GET), List.of(new ThinkStep(1, 1), GET));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void theWaitForAUserIsTheTargetsDoingNotLagOfTheGenerator(List<Step> steps) {
        Interval total = run(steps, false);
        var series = total.requests().getFirst();
        long response = series.timing(Timing.RESPONSE_TIME).percentileMicros(95);
        var lag = series.timing(Timing.SCHEDULER_LAG);
        assertThat(total.iterations().getFirst().counts().offered()).isEqualTo(100);
        assertThat(lag.count()).isPositive();
        assertThat(lag.percentileMicros(99))
                .as("lag %s beside response time %s", lag, series.timing(Timing.RESPONSE_TIME))
                .isLessThan(response / 10);
        assertThat(response)
                .isGreaterThan(3 * series.timing(Timing.SERVICE_TIME).percentileMicros(1));
        assertThat(total.health().taints()).doesNotContainKey(Taint.MAX_USERS);
    }

    @Test
    void whatIsDroppedIsToldAsALimitOfTheGenerator() {
        Interval total = run(List.of(GET), true);
        assertThat(total.requestCounts().dropped()).isPositive();
        assertThat(total.health().taints()).containsKey(Taint.MAX_USERS);
    }

    private static Interval run(List<Step> steps, boolean drop) {
        try (var server = new TargetServer((to, n) ->
                to.executor().schedule(() -> TargetServer.say(to, TargetServer.OK), 100, TimeUnit.MILLISECONDS))) {
            var plans = Plans.against(server.port()).requestTimeout(10_000).steps(steps.toArray(Step[]::new));
            return Operator.run(plans.gracefulStop(1000).open(100, 1000, 2, drop))
                    .total();
        }
    }
}
