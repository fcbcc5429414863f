package dev.loadstone.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusSetTest {
    @Test
    void membersAreThoseWrittenAndNoOthers() {
        var set = StatusSet.parse("204, 3xx,500-502");

        assertThat(IntStream.range(-1, 1000).filter(set::contains))
                .hasSize(104)
                .contains(204, 300, 399, 500, 501, 502)
                .doesNotContain(200, 299, 400, 503);
    }

    @Test
    void equalSetsAreEqualHoweverTheyAreWritten() {
        assertThat(StatusSet.parse("2xx")).isEqualTo(StatusSet.parse("200-299")).hasToString("2xx");
        assertThat(StatusSet.parse("2xx")).hasSameHashCodeAs(StatusSet.parse("200-299"));
        assertThat(StatusSet.parse("2xx")).isNotEqualTo(StatusSet.SUCCESS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "200,", "20", "600", "0xx", "2XX", "204-200", "2xx-3xx", "-1", "200 201", "٢٠٠"})
    void anythingElseIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> StatusSet.parse(text));
    }

    @Test
    void anyTextIsReadOrRefused() {
        Seeded.times(20_000, random -> {
            String text = Samples.text(random, "1", "2", "0", "5", "9", "x", "xx", "-", ",", " ", "200", "299");
            try {
                var set = StatusSet.parse(text);
                assertThat(StatusSet.parse(set.toString())).isEqualTo(set);
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).startsWith("\"");
            }
        });
    }
}
