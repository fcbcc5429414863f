package dev.loadstone.runner.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.GeneratorHealth.Taint;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VitalsTest {
    private static final long SECOND = 1_000_000;

    static Stream<Arguments> justAbove() {
        return Stream.of(
                Arguments.of(new Vitals(SECOND, 10_000, 101, 0, 0, 0, 0), Taint.SCHEDULER_LAG),
                Arguments.of(new Vitals(SECOND, 60, 6, 0, 0, 0, 0), Taint.SCHEDULER_LAG),
                Arguments.of(new Vitals(SECOND, 5, 2, 0, 0, 0, 0), Taint.SCHEDULER_LAG),
                Arguments.of(new Vitals(SECOND, 0, 0, 901_000, 0, 0, 0), Taint.LOOP_BUSY),
                Arguments.of(new Vitals(SECOND, 0, 0, 0, 101_000, 0, 0), Taint.RUN_QUEUE),
                Arguments.of(new Vitals(SECOND, 0, 0, 0, 0, 51_000, 0), Taint.CPU_THROTTLED),
                Arguments.of(new Vitals(SECOND, 0, 0, 0, 0, 0, 100_001), Taint.GC_PAUSE));
    }

    @ParameterizedTest
    @MethodSource("justAbove")
    void aPassedLimitTaints(Vitals vitals, Taint taint) {
        assertThat(vitals.taints(false, false)).containsExactly(taint);
    }

    @Test
    void limitsThatAreJustMetDoNot() {
        assertThat(new Vitals(SECOND, 60, 5, 900_000, 100_000, 50_000, 100_000).taints(false, false))
                .isEmpty();
    }

    @Test
    void limitsOfUsersAndSocketsTaint() {
        assertThat(new Vitals(SECOND, 0, 0, 0, 0, 0, 0).taints(true, true))
                .containsExactlyInAnyOrder(Taint.MAX_USERS, Taint.SOCKETS);
    }

    @Test
    void aMomentIsNotTakenForASecond() {
        assertThat(new Vitals(10_000, 0, 0, 9_900, 2_000, 1_000, 0).taints(false, false))
                .isEmpty();
    }
}
