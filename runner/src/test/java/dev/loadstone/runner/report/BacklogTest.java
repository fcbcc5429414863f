package dev.loadstone.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.GeneratorHealth;
import dev.loadstone.protocol.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private final Backlog backlog = new Backlog();

    @Test
    void whatIsAcknowledgedIsForgotten() {
        add(0, 4);
        backlog.acknowledge(2);
        assertThat(backlog.list()).extracting(Interval::first).containsExactly(3, 4);
        backlog.acknowledge(-1);
        assertThat(backlog.list()).hasSize(2);
    }

    @Test
    void theOldestGoWhenThereAreTooMany() {
        add(0, 129);
        assertThat(backlog.list())
                .hasSize(120)
                .first()
                .extracting(Interval::first)
                .isEqualTo(10);
    }

    private void add(int first, int last) {
        for (int second = first; second <= last; second++) {
            backlog.add(new Interval(second, second, List.of(), List.of(), GeneratorHealth.NONE));
        }
    }
}
