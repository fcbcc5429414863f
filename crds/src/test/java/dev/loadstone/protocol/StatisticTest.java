package dev.loadstone.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticTest {
    private final LatencyHistogram histogram =
            LatencyHistogram.ofMicros(LongStream.rangeClosed(1, 1000).toArray());

    @ParameterizedTest
    @ValueSource(strings = {"p0", "p0.001", "p50", "p99", "p99.9", "p99.99", "p99.999", "mean", "min", "max"})
    void theWordIsReadAsTheSameStatistic(String word) {
        var statistic = Statistic.parse(word);

        assertThat(statistic.word()).isEqualTo(word);
        assertThat(ProtocolJson.read(ProtocolJson.write(statistic), Statistic.class))
                .isEqualTo(statistic);
    }

    @Test
    void everyPercentileThatCanBeWrittenIsReadBack() {
        for (int thousandths = 0; thousandths < 100_000; thousandths++) {
            var percentile = new Statistic.Percentile(thousandths / 1000.0);
            assertThat(Statistic.parse(percentile.word())).isEqualTo(percentile);
        }
    }

    @Test
    void figures() {
        assertThat(Statistic.parse("p99.9").ofMicros(histogram)).isEqualTo(999);
        assertThat(Statistic.parse("p50").ofMicros(histogram)).isEqualTo(500);
        assertThat(Statistic.parse("mean").ofMicros(histogram)).isEqualTo(500);
        assertThat(Statistic.parse("min").ofMicros(histogram)).isEqualTo(1);
        assertThat(Statistic.parse("max").ofMicros(histogram)).isEqualTo(1000);
        assertThat(Statistic.parse("p99").ofMicros(LatencyHistogram.EMPTY)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "p", "p100", "p-1", "p99.", "p99.9999", "P99", "average", "p 9", "pNaN", "p1e1"})
    void anyOtherWordIsRefused(String word) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Statistic.parse(word))
                .withMessageContaining("write p95, p99.9, mean, min or max");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 100, Double.NaN, Double.POSITIVE_INFINITY, 0.00001, 99.99999})
    void aPercentileThatHasNoWordIsRefused(double percent) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Statistic.Percentile(percent));
    }
}
