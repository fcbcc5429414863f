package dev.loadstone.runner.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.LatencyHistogram;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TimingRecordTest {
    @Test
    void timesOfAnyLengthAreCountedAsTheyAre() {
        long[] micros = new Random(7)
                .doubles(2000, 0, Math.log(LatencyHistogram.HIGHEST_MICROS))
                .mapToLong(exponent -> (long) Math.exp(exponent) - 1)
                .toArray();
        var record = new TimingRecord();
        for (long each : micros) {
            record.add(each * 1000);
        }

        assertThat(record.snapshot()).isEqualTo(LatencyHistogram.ofMicros(micros));
    }

    @Test
    void theRoomGrowsAtEachEdgeOfIt() {
        long[] micros = LongStream.iterate(1, each -> each <= LatencyHistogram.HIGHEST_MICROS, each -> each * 2)
                .flatMap(each -> LongStream.of(each - 1, each, each + 1))
                .filter(each -> each <= LatencyHistogram.HIGHEST_MICROS)
                .toArray();
        var record = new TimingRecord();
        for (long each : micros) {
            record.addMicros(each);
        }

        assertThat(record.snapshot()).isEqualTo(LatencyHistogram.ofMicros(micros));
    }

    @Test
    void moreThanAnHourCountsAsAnHourAndItsLengthIsKept() {
        var record = new TimingRecord();
        long twoHours = 2 * LatencyHistogram.HIGHEST_MICROS;
        record.addMicros(twoHours);

        LatencyHistogram told = record.snapshot();
        assertThat(told.count()).isEqualTo(1);
        assertThat(told.maxMicros()).isEqualTo(twoHours);
    }

    @Test
    void whatWasClearedIsGone() {
        var record = new TimingRecord();
        record.addMicros(5_000_000);
        record.clear();
        assertThat(record.isEmpty()).isTrue();
        record.addMicros(3);

        assertThat(record.snapshot()).isEqualTo(LatencyHistogram.ofMicros(3));
    }
}
