package dev.loadstone.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.Counts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactCountTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void everyArrivalIsSentOnceWhateverTheNumberOfRunners(int runners) {
        try (var server = TargetServer.saying(TargetServer.OK)) {
            var operator =
                    Operator.run(Plans.against(server.port()).runners(runners).open(500, 1500));
            var total = operator.total();
            assertThat(total.requestCounts()).isEqualTo(new Counts(750, 750, 0, 0, 0));
            assertThat(total.iterations()).singleElement().satisfies(series -> assertThat(series.counts())
                    .isEqualTo(new Counts(750, 750, 0, 0, 0)));
            assertThat(server.requests()).isEqualTo(750);
            assertThat(operator.secondsTotal().countsEqual(total)).isTrue();
        }
    }

    @Test
    void aClosedPopulationCountsWhatTheServerCounts() {
        try (var server = TargetServer.saying(TargetServer.OK)) {
            var total =
                    Operator.run(Plans.against(server.port()).closed(10, 1000)).total();
            assertThat(total.requestCounts().completed())
                    .isEqualTo(server.requests())
                    .isPositive();
            assertThat(total.requestCounts().balanced()).isTrue();
        }
    }
}
