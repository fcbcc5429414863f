package dev.loadstone.runner.schedule;

import static dev.loadstone.protocol.LoadShape.Arrivals.UNIFORM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.Slice;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ArrivalScheduleTest {
    private static final long DAY_MILLIS = 86_400_000;

    @Test
    void aConstantRateHasExactlyItsRateTimesItsDuration() {
        long[] due = all(open(200, 200, 1000, 0, 60_000), Slice.WHOLE);

        assertThat(due).hasSize(12_000);
        assertThat(due[0]).isZero();
        assertThat(due[1]).isEqualTo(5_000_000);
        assertThat(due[11_999]).isEqualTo(59_995_000_000L);
    }

    @Test
    void aRateThatDividesNoNanosecondDoesNotDrift() {
        long[] due = all(open(7, 7, 1000, 250, 100_000), Slice.WHOLE);

        assertThat(due).hasSize(700);
        for (int g = 0; g < due.length; g++) {
            assertThat(due[g]).as("arrival %d", g).isEqualTo(250_000_000 + g * 1_000_000_000L / 7);
        }
    }

    @Test
    void aLastArrivalInsideTheLastNanosecondIsStillBeforeTheEnd() {
        long[] due = all(open(999_999_999, 999_999_999, 1000, 0, 1), Slice.WHOLE);

        assertThat(due).hasSize(1_000_000);
        assertThat(due[999_999]).isLessThan(1_000_000);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 0, 1000, 5", // the one that gave NaN elsewhere
        "0, 10, 1000, 5",
        "0, 1, 1000, 1",
        "1, 0, 1000, 1",
        "100, 300, 2000, 400",
        "300, 100, 2000, 400",
        "0, 200, 60000, 6000",
        "1, 2, 333, 1"
    })
    void aRampHasAsManyArrivalsAsItsIntegral(long from, long rate, long durationMillis, int expected) {
        Phase phase = open(from, rate, 1000, 500, durationMillis);

        long[] due = all(phase, Slice.WHOLE);

        assertThat(due).hasSize(expected);
        assertInside(phase, due);
        for (int g = 0; g < due.length; g++) {
            assertThat(integral(phase, due[g]).doubleValue())
                    .as("integral at %d", g)
                    .isEqualTo(g, within(phase, g));
        }
    }

    @Test
    void randomPlansAreTheUnionOfTheirShards() {
        var random = new Random(7);
        for (int round = 0; round < 400; round++) {
            Phase phase = open(
                    random.nextInt(2000),
                    1 + random.nextInt(2000),
                    1 + random.nextInt(5000),
                    random.nextInt(100),
                    1 + random.nextInt(3000));
            int runners = 1 + random.nextInt(5);
            int loops = 1 + random.nextInt(4);

            long[] union = IntStream.range(0, runners)
                    .boxed()
                    .flatMap(runner -> IntStream.range(0, loops)
                            .mapToObj(loop -> Slice.WHOLE.part(runner, runners).part(loop, loops)))
                    .flatMapToLong(shard -> LongStream.of(all(phase, shard)))
                    .sorted()
                    .toArray();

            long[] whole = all(phase, Slice.WHOLE);
            assertThat(union).as("%s on %d x %d", phase, runners, loops).isEqualTo(whole);
            assertInside(phase, whole);
            assertThat(whole).as("%s", phase).hasSize(wholeArrivals(phase));
        }
    }

    @ParameterizedTest
    @MethodSource("largest")
    void theLargestRatesAndLongestPhasesNeitherOverflowNorStumble(Phase phase) {
        int parts = 1 << 20;
        int last = parts - 1;
        for (int offset : new int[] {0, last}) {
            long[] due = all(phase, Slice.WHOLE.part(offset, parts));

            assertInside(phase, due);
            for (int n = 0; n < due.length; n += 10_007) {
                long g = offset + (long) n * parts;
                assertThat(integral(phase, due[n]).doubleValue())
                        .as("arrival %d of %s", g, phase)
                        .isEqualTo(g, within(phase, g));
            }
        }
    }

    static LongStream largestRates() {
        return LongStream.of(0, 1, 10_000_000);
    }

    static Stream<Phase> largest() {
        return largestRates().boxed().flatMap(from -> largestRates()
                .filter(rate -> from + rate > 0)
                .mapToObj(rate -> open(from, rate, 1000, DAY_MILLIS, DAY_MILLIS)));
    }

    @Test
    void afterTheLastThereIsNone() {
        for (long from : new long[] {0, 10}) {
            ArrivalSchedule schedule =
                    ArrivalSchedule.of(open(from, 10, 1000, 0, 100), load(from, 10, 1000), Slice.WHOLE, 1);
            schedule.nextNanos();

            assertThat(schedule.nextNanos()).isEqualTo(ArrivalSchedule.NONE);
            assertThat(schedule.nextNanos()).isEqualTo(ArrivalSchedule.NONE);
        }
    }

    /** One nanosecond's worth of arrivals, and what a double can hold of the number. */
    private static Offset<Double> within(Phase phase, long arrival) {
        var load = (LoadShape.Open) phase.load();
        double perNano = Math.max(load.from(), load.rate()) / (load.perMillis() * 1e6);
        return Offset.offset(perNano * 1.01 + arrival * 1e-15);
    }

    /** In exact arithmetic: what the schedule inverts in floating point. */
    private static BigDecimal integral(Phase phase, long dueNanos) {
        var load = (LoadShape.Open) phase.load();
        var at = BigDecimal.valueOf(dueNanos - phase.startMillis() * 1_000_000);
        var slope = BigDecimal.valueOf(load.rate() - load.from())
                .divide(BigDecimal.valueOf(2 * phase.durationMillis() * 1_000_000), new MathContext(60));
        return BigDecimal.valueOf(load.from())
                .add(slope.multiply(at))
                .multiply(at)
                .divide(BigDecimal.valueOf(load.perMillis() * 1_000_000), new MathContext(60));
    }

    private static int wholeArrivals(Phase phase) {
        var load = (LoadShape.Open) phase.load();
        long twice = (load.from() + load.rate()) * phase.durationMillis();
        return Math.toIntExact(Math.ceilDiv(twice, 2 * load.perMillis()));
    }

    private static void assertInside(Phase phase, long[] due) {
        long previous = phase.startMillis() * 1_000_000;
        for (long nanos : due) {
            if (nanos < previous || nanos >= phase.endMillis() * 1_000_000) {
                throw new AssertionError(nanos + " after " + previous + " in " + phase);
            }
            previous = nanos;
        }
    }

    private static long[] all(Phase phase, Slice shard) {
        ArrivalSchedule schedule = ArrivalSchedule.of(phase, (LoadShape.Open) phase.load(), shard, 1);
        return LongStream.generate(schedule::nextNanos)
                .takeWhile(nanos -> nanos != ArrivalSchedule.NONE)
                .toArray();
    }

    private static Phase open(long from, long rate, long perMillis, long startMillis, long durationMillis) {
        return new Phase("p", startMillis, durationMillis, false, load(from, rate, perMillis));
    }

    private static LoadShape.Open load(long from, long rate, long perMillis) {
        return new LoadShape.Open(from, rate, perMillis, UNIFORM, 1, false);
    }
}
