package dev.loadstone.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.loadstone.protocol.RunnerReport.State;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RunnerSummaryTest {
    private static final RunId RUN = new RunId("test", 1);
    private static final Set<String> WARMUP = Set.of("warm");
    private static final int ROOM = 3900;

    private static RequestSeries series(String phase, String name, Random random, int samples) {
        long[] micros = LongStream.range(0, samples)
                .map(sample -> (long) (20_000 * Math.exp((sample % 50 == 0 ? 2 : 0.3) * random.nextGaussian())))
                .toArray();
        var times = LatencyHistogram.ofMicros(micros);
        int failed = samples / 10;
        return new RequestSeries(
                new RequestKey(phase, "browse", name),
                new Counts(samples, samples - failed, failed, 0, 0),
                Map.of(Timing.RESPONSE_TIME, times, Timing.SERVICE_TIME, times),
                failed == 0 ? Map.of() : Map.of(ErrorClass.parse("status 503"), (long) failed),
                Map.of("is fine", new CheckCount(samples, 0)),
                samples,
                2L * samples);
    }

    private static RunnerReport report(int names, int samples) {
        var random = new Random(names * 31L + samples);
        var series = new ArrayList<RequestSeries>();
        series.add(series("warm", "GET /0", random, 17));
        for (int name = 0; name < names; name++) {
            series.add(series("steady", "GET /" + name, random, samples));
        }
        var total = new Interval(
                0,
                59,
                series,
                List.of(new IterationSeries("steady", "browse", new Counts(3, 3, 0, 0, 0))),
                GeneratorHealth.NONE);
        return new RunnerReport(
                2, RUN, 0, "boot", 9, State.DONE, 0, List.of(), total, new ClockReading(1, 2, 3), "told to go");
    }

    private static RunnerSummary left(RunnerReport report, int room) {
        String line = RunnerSummary.line(report, WARMUP, room).orElseThrow();
        assertThat(line).hasSizeLessThanOrEqualTo(room).matches("[ -~]+");
        return RunnerSummary.read("it was not taken: 3\n" + line + "\n").orElseThrow();
    }

    @Test
    void whatFitsIsLeftWhole() {
        RunnerReport report = report(1, 100);
        RunnerSummary left = left(report, ROOM);
        assertThat(left.reduction()).isEqualTo(Reduction.NONE);
        assertThat(left.total()).isEqualTo(report.total());
        assertThat(left.boot()).isEqualTo("boot");
        assertThat(left.clock()).isEqualTo(report.clock());
        assertThat(left.message()).isEqualTo("told to go");
    }

    @Test
    void namesAreKeptBeforeTimes() {
        RunnerReport report = report(5, 1200);
        RunnerSummary left = left(report, ROOM);
        assertThat(left.reduction().detail()).isEqualTo(Detail.RESPONSE_TIMES);
        assertThat(left.total().requests()).hasSize(6).allSatisfy(each -> {
            assertThat(each.timings()).containsOnlyKeys(Timing.RESPONSE_TIME);
            assertThat(each.checks()).containsKey("is fine");
        });
        assertThat(left.total().requestCounts()).isEqualTo(report.total().requestCounts());
    }

    @Test
    void totalsOfWhatWasMeasuredAreLeftAtLast() {
        RunnerReport report = report(300, 2000);
        RunnerSummary left = left(report, ROOM);
        assertThat(left.reduction().detail()).isEqualTo(Detail.TOTALS);
        RequestSeries all = report.total().requests().stream()
                .filter(each -> each.key().phase().equals("steady"))
                .reduce(RequestSeries::plus)
                .orElseThrow();
        assertThat(left.total().requests()).singleElement().satisfies(each -> {
            assertThat(each.key()).isEqualTo(Reduction.NAMELESS);
            assertThat(each.counts()).isEqualTo(all.counts());
            assertThat(each.errors()).isEqualTo(all.errors());
            LatencyHistogram times = each.timing(Timing.RESPONSE_TIME);
            LatencyHistogram exact = all.timing(Timing.RESPONSE_TIME);
            assertThat(times.count()).isEqualTo(exact.count());
            assertThat(times.minMicros()).isEqualTo(exact.minMicros());
            assertThat(times.maxMicros()).isEqualTo(exact.maxMicros());
            assertThat(times.sumMicros()).isEqualTo(exact.sumMicros());
            for (double percent : new double[] {1, 50, 95, 99, 99.9}) {
                long told = times.percentileMicros(percent);
                assertThat(exact.percentileMicros(percent))
                        .as("p%s told as %s", percent, told)
                        .isBetween(
                                left.reduction().lowest(told), left.reduction().highest(told));
            }
        });
    }

    @Test
    void whereThereIsNoRoomNothingIsLeft() {
        assertThat(RunnerSummary.line(report(3, 10), WARMUP, 100)).isEmpty();
    }

    /** What is left survives the check of what is read, and a percentile is never further off than the reduction says. */
    @Test
    void widerBucketsHoldWhatTheNarrowOnesHeld() {
        Seeded.times(500, random -> {
            var exact = LatencyHistogram.ofMicros(Samples.micros(random));
            int bits = random.nextInt(3, 11);
            LatencyHistogram thin = HistogramThinning.of(exact, bits);
            assertThat(ProtocolJson.read(ProtocolJson.write(thin), LatencyHistogram.class))
                    .isEqualTo(thin);
            double percent = random.nextDouble(100);
            long told = thin.percentileMicros(percent);
            assertThat(exact.percentileMicros(percent))
                    .as("p%s with %s bits, told as %s", percent, bits, told)
                    .isBetween(
                            Math.min(told, HistogramThinning.lowest(told, bits)),
                            HistogramThinning.lowest(told, bits) + HistogramThinning.width(told, bits) - 1);
        });
    }

    @Test
    void ofASumTheWidestBucketsTellHowFarItMayBeOff() {
        Seeded.times(200, random -> {
            var left = LatencyHistogram.ofMicros(Samples.micros(random));
            var right = LatencyHistogram.ofMicros(Samples.micros(random));
            LatencyHistogram exact = left.plus(right);
            LatencyHistogram thin = HistogramThinning.of(left, 5).plus(HistogramThinning.of(right, 8));
            long told = thin.percentileMicros(95);
            assertThat(exact.percentileMicros(95))
                    .isBetween(
                            HistogramThinning.lowest(told, 5),
                            HistogramThinning.lowest(told, 5) + HistogramThinning.width(told, 5) - 1);
        });
    }

    @Test
    void whatPeopleReadHasNoLine() {
        String line = RunnerSummary.line(report(1, 10), WARMUP, ROOM).orElseThrow();
        assertThat(RunnerSummary.words("it was not taken: 3\n" + line + "\n")).isEqualTo("it was not taken: 3");
        assertThat(RunnerSummary.read("java.lang.OutOfMemoryError")).isEmpty();
    }

    @Test
    void nothingElseIsTaken() {
        String line = RunnerSummary.line(report(1, 10), WARMUP, ROOM).orElseThrow();
        String zeros = new String(new byte[3000], StandardCharsets.US_ASCII).replace('\0', 'A');
        for (String text : List.of(
                "loadstone-summary:",
                "loadstone-summary:AAAA",
                "loadstone-summary:" + zeros,
                line.substring(0, line.length() / 2),
                line.replaceFirst(":eN", ":eM"),
                line + line)) {
            assertThatIllegalArgumentException().as(text).isThrownBy(() -> RunnerSummary.read(text));
        }
    }

    @Test
    void aBombIsNotInflated() {
        byte[] compressed = Compression.deflate(new byte[1 << 22], 0);
        String bomb = "loadstone-summary:" + Base64.getUrlEncoder().encodeToString(compressed);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunnerSummary.read(bomb))
                .withMessageContaining("too large");
    }
}
