package dev.loadstone.runner.schedule;

import static dev.loadstone.protocol.LoadShape.Arrivals.POISSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.Slice;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoissonArrivalsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 64})
    void theShardsTogetherAreOnePoissonProcess(int shards) {
        long[] due = union(phase(500, 500), shards, 42);

        assertThat((double) due.length).isBetween(50_000 - 5 * Math.sqrt(50_000), 50_000 + 5 * Math.sqrt(50_000));
        double[] gaps = IntStream.range(1, due.length)
                .mapToDouble(i -> (due[i] - due[i - 1]) * 500 / 1e9)
                .sorted()
                .toArray();
        assertThat(distanceToExponential(gaps)).isLessThan(criticalDistance(gaps.length));
    }

    @ParameterizedTest
    @CsvSource({"0, 1000", "1000, 0", "100, 900"})
    void aRampIsAPoissonProcessInTheIntegralOfItsRate(long from, long rate) {
        Phase phase = phase(from, rate);

        long[] due = union(phase, 3, 9);

        assertThat((double) due.length).isBetween(50_000 - 5 * Math.sqrt(50_000), 50_000 + 5 * Math.sqrt(50_000));
        double[] integral = Arrays.stream(due)
                .mapToDouble(nanos -> nanos / 1e9)
                .map(t -> from * t + (rate - from) * t * t / 200)
                .toArray();
        double[] gaps = IntStream.range(1, due.length)
                .mapToDouble(i -> integral[i] - integral[i - 1])
                .sorted()
                .toArray();
        assertThat(distanceToExponential(gaps)).isLessThan(criticalDistance(gaps.length));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, Long.MIN_VALUE})
    void theSeedAloneDecides(long seed) {
        assertThat(union(phase(5, 5), 2, seed)).isEqualTo(union(phase(5, 5), 2, seed));
        assertThat(union(phase(5, 5), 2, seed)).isNotEqualTo(union(phase(5, 5), 2, seed + 1));
    }

    /** Kolmogorov and Smirnov: the largest distance between the distribution that was and the one that should be. */
    private static double distanceToExponential(double[] sorted) {
        double distance = 0;
        for (int i = 0; i < sorted.length; i++) {
            double expected = 1 - Math.exp(-sorted[i]);
            double below = (double) i / sorted.length;
            double above = (i + 1.0) / sorted.length;
            distance = Math.max(distance, Math.max(expected - below, above - expected));
        }
        return distance;
    }

    /** One sound process in a thousand is further away than that. */
    private static double criticalDistance(int samples) {
        return 1.95 / Math.sqrt(samples);
    }

    private static long[] union(Phase phase, int shards, long seed) {
        return IntStream.range(0, shards)
                .boxed()
                .flatMapToLong(k -> one(phase, Slice.WHOLE.part(k, shards), seed))
                .sorted()
                .toArray();
    }

    private static LongStream one(Phase phase, Slice shard, long seed) {
        ArrivalSchedule schedule = ArrivalSchedule.of(phase, (LoadShape.Open) phase.load(), shard, seed);
        long[] due = LongStream.generate(schedule::nextNanos)
                .takeWhile(nanos -> nanos != ArrivalSchedule.NONE)
                .toArray();
        assertThat(due).isSorted();
        assertThat(LongStream.of(due)).allMatch(nanos -> nanos >= 0 && nanos < phase.endMillis() * 1_000_000);
        return LongStream.of(due);
    }

    private static Phase phase(long from, long rate) {
        return new Phase("p", 0, 100_000, false, new LoadShape.Open(from, rate, 1000, POISSON, 1, false));
    }
}
