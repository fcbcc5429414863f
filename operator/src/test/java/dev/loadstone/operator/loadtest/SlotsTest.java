package dev.loadstone.operator.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is asked, in whatever order, by operators that die and caches that lag: the limits hold, and everybody comes to run. */
class SlotsTest {
    private static final int ROUNDS = 40;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void limitsHoldNobodyStarvesAndOrderIsKept(int block) {
        for (int round = 0; round < ROUNDS; round++) {
            var random = new Random(1000L * block + round);
            var house = new FakeHouse(random);
            for (int step = 0; step < 400; step++) {
                house.step();
                house.check();
            }
            house.drain();
        }
    }

    @Test
    void everybodyInALongQueueComesToRun() {
        var house = new FakeHouse(new Random(1), 100, 8, 5);
        house.drain();
        assertThat(house.waiting()).isZero();
    }
}
