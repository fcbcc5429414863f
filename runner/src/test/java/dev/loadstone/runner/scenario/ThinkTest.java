package dev.loadstone.runner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.ThinkStep;
import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ThinkTest {
    @Test
    void isFixedOrUniformBetweenBothEnds() {
        Program program = Plans.compile(List.of(), new ThinkStep(5, 5), new ThinkStep(10, 30));
        UserState user = Plans.user(program, 1);
        ScenarioProgram scenario = program.scenarios().getFirst();
        Think fixed = (Think) scenario.op(0);
        Think drawn = (Think) scenario.op(1);

        assertThat(fixed.nanos(user)).isEqualTo(5_000_000);
        var nanos = LongStream.generate(() -> drawn.nanos(user)).limit(10_000).summaryStatistics();
        assertThat(nanos.getMin()).isBetween(10_000_000L, 10_100_000L);
        assertThat(nanos.getMax()).isBetween(29_900_000L, 30_000_000L);
        assertThat(nanos.getAverage()).isCloseTo(20e6, Offset.offset(3e5));
    }
}
