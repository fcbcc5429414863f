package dev.loadstone.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.ClockReading;
import org.junit.jupiter.api.Test;

class ClockSyncTest {
    private final ClockSync sync = new ClockSync();

    @Test
    void theShortestRoundTripCounts() {
        // The operator's clock is 5 s ahead of the wall clock here, which reads 100 s at monotonic 0.
        sync.exchanged(0, 40_000_000, 100_040_000, 105_039_000);
        sync.exchanged(50_000_000, 50_200_000, 100_050_200, 105_050_100);
        sync.exchanged(60_000_000, 90_000_000, 100_090_000, 105_061_000);
        assertThat(sync.reading()).isEqualTo(new ClockReading(5_000_000, 200, 0));
        assertThat(sync.monotonicNanos(106_000_000)).isEqualTo(1_000_000_000);
    }

    @Test
    void aStartThatIsMuchTooLateMovesTheRun() {
        sync.exchanged(0, 0, 100_000_000, 100_000_000);
        assertThat(sync.startNanos(101_000_000, 900_000_000)).isEqualTo(1_000_000_000);
        assertThat(sync.startNanos(101_000_000, 1_050_000_000)).isEqualTo(1_000_000_000);
        assertThat(sync.startNanos(101_000_000, 1_200_000_000)).isEqualTo(1_200_000_000);
        assertThat(sync.reading()).isEqualTo(new ClockReading(0, 0, 200_000));
    }

    @Test
    void nothingIsKnownBeforeTheFirstExchange() {
        assertThat(sync.reading()).isNull();
        assertThat(sync.isEnough()).isFalse();
    }
}
