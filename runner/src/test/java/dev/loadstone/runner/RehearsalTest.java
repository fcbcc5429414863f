package dev.loadstone.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.runner.http.Transport;
import org.junit.jupiter.api.Test;

/** What a plan comes to against the server that it is practised against. */
class RehearsalTest {
    private static final long MILLIS = 1000;

    @Test
    void allThatIsLookedForIsFound() {
        RunPlan plan = TrainingPlan.against(1, MILLIS);

        Interval total = practise(plan);

        assertThat(total.requests())
                .extracting(series -> series.key().request())
                .contains("get", "order", "look");
        assertThat(total.requests()).allSatisfy(series -> {
            assertThat(series.counts().completed()).isPositive();
            assertThat(series.errors()).isEmpty();
            assertThat(failedChecks(series)).as(series.checks().toString()).isZero();
        });
    }

    private static Interval practise(RunPlan plan) {
        var rehearsal = new Rehearsal(plan);
        try (var server = new EchoServer(Transport.best(), Likeness.of(rehearsal.requests()), rehearsal.speaksTls())) {
            return new Operator(rehearsal.against(server.port(), MILLIS))
                    .launch()
                    .total();
        }
    }

    private static long failedChecks(RequestSeries series) {
        return series.checks().values().stream()
                .mapToLong(check -> check.failed())
                .sum();
    }
}
