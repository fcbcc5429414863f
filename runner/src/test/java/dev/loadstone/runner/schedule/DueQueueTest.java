package dev.loadstone.runner.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DueQueueTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverComesAndGoesTheEarliestGoesFirst(long seed) {
        var random = new Random(seed);
        var queue = new DueQueue<Long>();
        var expected = new PriorityQueue<Long>();
        for (int step = 0; step < 100_000; step++) {
            // It grows for the first half of the time and shrinks for the second, and many are due at the same instant.
            if (expected.isEmpty() || random.nextInt(100_000) > step) {
                long due = random.nextInt(5_000);
                queue.add(due, due);
                expected.add(due);
            } else {
                assertThat(queue.remove()).as("step %d", step).isEqualTo(expected.remove());
            }
            assertThat(queue.nextNanos()).isEqualTo(expected.isEmpty() ? Long.MAX_VALUE : expected.element());
        }
    }

    @Test
    void whatWasClearedIsGone() {
        var queue = new DueQueue<String>();
        queue.add("late", 2);
        queue.clear();
        assertThat(queue.nextNanos()).isEqualTo(Long.MAX_VALUE);
        queue.add("early", 1);
        assertThat(queue.remove()).isEqualTo("early");
        assertThat(queue.nextNanos()).isEqualTo(Long.MAX_VALUE);
    }
}
