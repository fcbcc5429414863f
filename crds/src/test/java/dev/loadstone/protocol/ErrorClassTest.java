package dev.loadstone.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorClassTest {
    @Test
    void theTextIsReadAsTheSameClass() {
        Seeded.times(500, random -> {
            var error = Samples.error(random);
            assertThat(ErrorClass.parse(error.toString())).isEqualTo(error);
            assertThat(ErrorClass.parse(error.toString()).compareTo(error)).isZero();
        });
    }

    @Test
    void words() {
        assertThat(ErrorClass.ofStatus(503)).hasToString("status 503");
        assertThat(ErrorClass.of(ErrorClass.Kind.TIMEOUT)).hasToString("timeout");
        assertThat(ErrorClass.ofStatus(404)).isLessThan(ErrorClass.ofStatus(503));
        assertThat(ErrorClass.of(ErrorClass.Kind.DNS)).isLessThan(ErrorClass.of(ErrorClass.Kind.CAPTURE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "status", "status ", "status 99", "status 1000", "status x", "timeout 5", "boom"})
    void anyOtherTextIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ErrorClass.parse(text));
    }
}
