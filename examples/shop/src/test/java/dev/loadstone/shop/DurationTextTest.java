package dev.loadstone.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
    @ParameterizedTest
    @CsvSource({"0ms,0", "250ms,250", "20s,20000", "2m,120000", "1m30s,90000", "1m2s3ms,62003"})
    void readsWhatManifestsWrite(String text, long millis) {
        assertThat(DurationText.millis(text)).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20", "-1s", "1s1m", "1.5s", "ms", " 1s", "9999999999ms"})
    void refusesTheRest(String text) {
        assertThatThrownBy(() -> DurationText.millis(text)).hasMessageContaining("\"" + text + "\"");
    }
}
