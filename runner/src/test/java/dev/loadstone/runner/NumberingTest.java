package dev.loadstone.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class NumberingTest {
    private static final LoadShape OPEN = new LoadShape.Open(1, 1, 1000, LoadShape.Arrivals.UNIFORM, 1, false);
    private static final LoadShape CLOSED = new LoadShape.Closed(1, 1);

    @Test
    void noTwoUsersOfOverlappingPhasesAreTheSame() {
        List<Phase> phases = List.of(
                phase(0, OPEN),
                phase(0, CLOSED),
                phase(500, CLOSED),
                phase(0, OPEN),
                phase(1000, CLOSED),
                phase(1500, CLOSED));
        var numbering = new Numbering(phases);
        var ids = new HashSet<Long>();

        for (int phase : new int[] {0, 1, 2, 3}) {
            for (int number = 0; number < 100; number++) {
                assertThat(ids.add(numbering.id(phase, number)))
                        .as("user %d of phase %d is new", number, phase)
                        .isTrue();
            }
        }
        assertThat(numbering.id(4, 7)).as("the population goes on").isEqualTo(numbering.id(1, 7));
        assertThat(numbering.id(5, 7)).as("the population goes on").isEqualTo(numbering.id(2, 7));
        assertThat(ids).allMatch(id -> id >= 1);
    }

    private static Phase phase(long startMillis, LoadShape load) {
        return new Phase("p" + startMillis, startMillis, 1000, false, load);
    }
}
