package dev.loadstone.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** What is written in a hurry says the same as what is written small, to us and to everybody who reads the form. */
class HistogramJsonTest {
    @Test
    void whoeverReadsItFindsTheSame() {
        Seeded.times(500, random -> {
            LatencyHistogram any =
                    LatencyHistogram.ofMicros(random.longs(random.nextInt(3000), 0, 1L << random.nextInt(1, 32))
                            .toArray());
            byte[] quick = ProtocolJson.writeQuickly(any);
            assertThat(ProtocolJson.read(quick, LatencyHistogram.class)).isEqualTo(any);
            assertThat(ProtocolJson.read(ProtocolJson.write(any), LatencyHistogram.class))
                    .isEqualTo(any);
            assertThat(quick.length)
                    .isBetween(ProtocolJson.write(any).length - 40, 3000 + 2 * ProtocolJson.write(any).length);
        });
    }

    @Test
    void theLibraryReadsIt() throws DataFormatException {
        LatencyHistogram few = LatencyHistogram.ofMicros(1, 17, 17, 250_000, 3_000_000);
        byte[] quick = few.encodedQuickly();
        assertThat(quick).isNotEqualTo(few.encoded());
        Histogram read = Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(quick), 0);
        assertThat(read).isEqualTo(Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(few.encoded()), 0));
        assertThat(read.getCountAtValue(17)).isEqualTo(2);
    }

    @Test
    void oneThatIsLargeIsMadeSmallAnyway() {
        long[] samples = new long[20_000];
        Arrays.setAll(samples, each -> each * 50L);
        LatencyHistogram large = LatencyHistogram.ofMicros(samples);
        assertThat(large.encodedQuickly()).isEqualTo(large.encoded());
    }
}
