package dev.loadstone.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** A forged or damaged histogram is refused, cheaply; it is never taken for another. */
class HistogramCodecTest {
    private static final LatencyHistogram VALID =
            LatencyHistogram.ofMicros(new Random(7).longs(500, 1, 2_000_000).toArray());
    private static final long MOST_ALLOCATED = 2_000_000;

    @Test
    void aFlippedByteIsNeverAnotherHistogram() {
        byte[] blob = VALID.encoded();
        var equal = new int[1];
        Seeded.times(20_000, random -> {
            byte[] flipped = blob.clone();
            flipped[random.nextInt(blob.length)] ^= (byte) random.nextInt(1, 256);
            equal[0] += refusedOrEqual(flipped);
        });
        assertThat(equal[0])
                .as("flips that change nothing: such as the level in zlib's header")
                .isLessThan(200);
    }

    @Test
    void aFlippedCharacterIsNeverAnotherHistogram() {
        byte[] json = ProtocolJson.write(VALID);
        int begin = new String(json, StandardCharsets.UTF_8).indexOf("\"hdr\":\"") + "\"hdr\":\"".length();
        int length = Base64.getEncoder().encode(VALID.encoded()).length;
        Seeded.times(5_000, random -> {
            byte[] flipped = json.clone();
            flipped[begin + random.nextInt(length)] = (byte) random.nextInt(1, 128);
            try {
                assertThat(ProtocolJson.read(flipped, LatencyHistogram.class))
                        .as(() -> new String(flipped, StandardCharsets.UTF_8))
                        .isEqualTo(VALID);
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageContaining("LatencyHistogram");
            }
        });
    }

    /** The compression's checksum is made right again, as somebody would who means to deceive. */
    @Test
    void aFlippedByteUnderARightChecksumIsRefusedOrCanonical() {
        byte[] plain = plain(VALID.encoded());
        Seeded.times(5_000, random -> {
            byte[] flipped = plain.clone();
            flipped[random.nextInt(plain.length)] ^= (byte) random.nextInt(1, 256);
            LatencyHistogram decoded = decodedOrNull(packed(flipped));
            if (decoded != null) {
                assertThat(plain(decoded.encoded()))
                        .as("what it says, written again")
                        .isEqualTo(flipped);
            }
        });
    }

    private static int refusedOrEqual(byte[] blob) {
        LatencyHistogram decoded = decodedOrNull(blob);
        assertThat(decoded == null || decoded.equals(VALID))
                .as("%s became %s", Arrays.toString(blob), decoded)
                .isTrue();
        return decoded == null ? 0 : 1;
    }

    private static LatencyHistogram decodedOrNull(byte[] blob) {
        try {
            return LatencyHistogram.decoded(
                    blob, VALID.count(), VALID.minMicros(), VALID.maxMicros(), VALID.sumMicros());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Test
    void randomBytesAreRefusedCheaply() {
        Seeded.times(1_000, random -> {
            byte[] bytes = new byte[random.nextInt(2000)];
            random.nextBytes(bytes);
            if (bytes.length > 8 && random.nextBoolean()) {
                ByteBuffer.wrap(bytes).putInt(0x1c849314).putInt(bytes.length - 8);
            }
            assertRefusedCheaply(bytes, "random");
        });
    }

    @Test
    void hostileHeadersAreRefusedCheaply() {
        assertRefusedWith("a false cookie", header -> header.putInt(0, 0x1c849303));
        assertRefusedWith("a longer payload", header -> header.putInt(4, 1 << 30));
        assertRefusedWith("a shorter payload", header -> header.putInt(4, 3));
        assertRefusedWith("a negative payload", header -> header.putInt(4, -1));
        assertRefusedWith("a shift", header -> header.putInt(8, 5));
        assertRefusedWith("five digits", header -> header.putInt(12, 5));
        assertRefusedWith("a negative number of digits", header -> header.putInt(12, -3));
        assertRefusedWith("another lowest value", header -> header.putLong(16, 2));
        assertRefusedWith("a huge highest value", header -> header.putLong(24, Long.MAX_VALUE));
        assertRefusedWith("a negative highest value", header -> header.putLong(24, -1));
        assertRefusedWith("another unit", header -> header.putDouble(32, 1000));
        assertRefusedWith("no unit", header -> header.putDouble(32, Double.NaN));
    }

    private static void assertRefusedWith(String what, Consumer<ByteBuffer> change) {
        byte[] plain = plain(VALID.encoded());
        change.accept(ByteBuffer.wrap(plain));
        assertRefusedCheaply(packed(plain), what);
    }

    @Test
    void hostileCountsAreRefusedCheaply() {
        byte[] longest = {-1, -1, -1, -1, -1, -1, -1, -1, -1};
        byte[] most = {-2, -1, -1, -1, -1, -1, -1, -1, -1};
        assertRefusedCheaply(packed(withCounts(longest)), "2^63 empty places");
        assertRefusedCheaply(packed(withCounts(most, most, new byte[] {2})), "more samples than a long holds");
        assertRefusedCheaply(packed(withCounts(most, most)), "samples that add up to less than nothing");
        assertRefusedCheaply(packed(withCounts(new byte[] {-1, -1, -1, -1, 15}, new byte[] {2})), "a far place");
        assertRefusedCheaply(packed(withCounts(new byte[] {-1})), "half a number");
        assertRefusedCheaply(packed(withCounts(new byte[] {0x02, 0})), "an empty place written as a count");
        assertRefusedCheaply(packed(withCounts(new byte[] {(byte) 0x82, 0})), "a number longer than it must be");
        assertRefusedCheaply(packed(withCounts(new byte[] {2, 1})), "an empty place at the end");
        assertRefusedCheaply(packed(withCounts(new byte[100_000])), "more places than there are");
    }

    @Test
    void aBucketAboveTheHighestValueIsRefused() {
        var histogram = new Histogram(1, LatencyHistogram.HIGHEST_MICROS, LatencyHistogram.DIGITS);
        histogram.recordValue(4_200_000_000L);

        assertRefusedCheaply(encoded(histogram), "a bucket above an hour");
    }

    @Test
    void falseLengthsAndBombsAreRefusedCheaply() {
        byte[] blob = VALID.encoded();
        for (int length : new int[] {0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, blob.length - 9, blob.length}) {
            byte[] lying = blob.clone();
            ByteBuffer.wrap(lying).putInt(4, length);
            assertRefusedCheaply(lying, "length " + length);
        }
        for (int length = 0; length < blob.length; length++) {
            byte[] cut = Arrays.copyOf(blob, length);
            if (length >= 8) {
                ByteBuffer.wrap(cut).putInt(4, length - 8);
            }
            assertRefusedCheaply(cut, "cut to " + length);
        }
        byte[] longer = Arrays.copyOf(blob, blob.length + 5);
        ByteBuffer.wrap(longer).putInt(4, longer.length - 8);
        assertRefusedCheaply(longer, "trailing bytes");
        assertRefusedCheaply(packed(new byte[40_000_000]), "40 MB of zeros");
        assertRefusedCheaply(new byte[65536], "nothing but zeros");
    }

    private static void assertRefusedCheaply(byte[] blob, String what) {
        assertThat(blob.length).as("size of the blob with %s", what).isLessThanOrEqualTo(65536);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThatIllegalArgumentException().as(what).isThrownBy(() -> HistogramCodec.decode(blob));
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).as("bytes allocated for %s", what).isLessThan(MOST_ALLOCATED);
    }

    @Test
    void theLargestValidOneIsReadCheaply() {
        var random = new Random(3);
        var histogram = new Histogram(1, LatencyHistogram.HIGHEST_MICROS, LatencyHistogram.DIGITS);
        for (long value = 0;
                value <= LatencyHistogram.HIGHEST_MICROS;
                value = histogram.nextNonEquivalentValue(value)) {
            histogram.recordValueWithCount(value, random.nextLong(1, 1_000_000));
        }
        byte[] blob = encoded(histogram);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        byte[] decoded = HistogramCodec.decode(blob).words();
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        var buckets = new BucketReader(decoded);
        for (var bucket : histogram.recordedValues()) {
            assertThat(buckets.advance()).isTrue();
            assertThat(HistogramWords.lowestOf(buckets.place()))
                    .isEqualTo(histogram.lowestEquivalentValue(bucket.getValueIteratedTo()));
            assertThat(HistogramWords.highestOf(buckets.place()))
                    .isEqualTo(histogram.highestEquivalentValue(bucket.getValueIteratedTo()));
            assertThat(buckets.count()).isEqualTo(bucket.getCountAtValueIteratedTo());
        }
        assertThat(buckets.advance()).isFalse();
        assertThat(allocated).isLessThan(MOST_ALLOCATED);
    }

    /** As HdrHistogram itself writes it. */
    private static byte[] encoded(Histogram histogram) {
        var buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer, Deflater.BEST_SPEED);
        return Arrays.copyOf(buffer.array(), length);
    }

    @Test
    void whatIsWrittenIsWhatHdrHistogramWrites() {
        Seeded.times(300, random -> {
            long[] samples = Samples.micros(random);
            var histogram = new Histogram(1, LatencyHistogram.HIGHEST_MICROS, LatencyHistogram.DIGITS);
            Arrays.stream(samples)
                    .forEach(sample -> histogram.recordValue(Math.min(sample, LatencyHistogram.HIGHEST_MICROS)));
            assertThat(LatencyHistogram.ofMicros(samples).encoded())
                    .isEqualTo(samples.length == 0 ? new byte[0] : encoded(histogram));
        });
    }

    private static byte[] withCounts(byte[]... words) {
        var counts = new ByteArrayOutputStream();
        counts.writeBytes(Arrays.copyOf(plain(VALID.encoded()), 40));
        for (byte[] word : words) {
            counts.writeBytes(word);
        }
        byte[] plain = counts.toByteArray();
        ByteBuffer.wrap(plain).putInt(4, plain.length - 40);
        return plain;
    }

    private static byte[] plain(byte[] blob) {
        try (var stream = new InflaterInputStream(new java.io.ByteArrayInputStream(blob, 8, blob.length - 8))) {
            return stream.readAllBytes();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] packed(byte[] plain) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[8]);
        try (var stream = new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_COMPRESSION))) {
            stream.write(plain);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        byte[] blob = bytes.toByteArray();
        ByteBuffer.wrap(blob).putInt(0x1c849314).putInt(blob.length - 8);
        return blob;
    }
}
