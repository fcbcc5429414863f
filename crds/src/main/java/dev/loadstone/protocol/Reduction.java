package dev.loadstone.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What is left of a runner's figures where there was no room for all. Whatever is left is exact, but for response times, which are
 * in wider buckets.
 *
 * @param bits that the buckets of response times still tell of a value: each is at most 2^-bits of it wide
 */
public record Reduction(Detail detail, int bits) {
    /** All is there. */
    public static final Reduction NONE = new Reduction(Detail.WHOLE, HistogramThinning.ALL_BITS);

    /** What a request, or an iteration, is told apart by where names are not told. */
    public static final RequestKey NAMELESS = new RequestKey("", "", "other");

    private static final int FEWEST_BITS = 3;

    public Reduction {
        Objects.requireNonNull(detail, "detail is null");
        if (bits < FEWEST_BITS || bits > HistogramThinning.ALL_BITS) {
            throw new IllegalArgumentException("no buckets have " + bits + " bits");
        }
    }

    /** From all to the least. */
    static List<Reduction> ladder() {
        var ladder = new ArrayList<>(List.of(NONE));
        List.of(10, 8, 7, 6, 5).forEach(bits -> ladder.add(new Reduction(Detail.RESPONSE_TIMES, bits)));
        List.of(10, 8, 7, 6, 5, 4, 3).forEach(bits -> ladder.add(new Reduction(Detail.TOTALS, bits)));
        return ladder;
    }

    /** What is left where the figures of both are put together. */
    public Reduction and(Reduction other) {
        return new Reduction(detail.compareTo(other.detail) < 0 ? other.detail : detail, Math.min(bits, other.bits));
    }

    /** The smallest response time, in microseconds, that may be told as this one. */
    public long lowest(long micros) {
        return HistogramThinning.lowest(micros, bits);
    }

    /** The largest response time, in microseconds, that may be told as this one. */
    public long highest(long micros) {
        return HistogramThinning.lowest(micros, bits) + HistogramThinning.width(micros, bits) - 1;
    }

    /**
     * What is left of these figures.
     *
     * @param warmup phases that are not measured: of them nothing is left in totals
     */
    public Interval of(Interval whole, Set<String> warmup) {
        if (detail == Detail.WHOLE) {
            return whole;
        }
        List<RequestSeries> requests = whole.requests().stream()
                .filter(each -> isLeft(each.key().phase(), warmup))
                .map(this::left)
                .toList();
        return new Interval(
                whole.first(),
                whole.last(),
                named(requests).stream().map(this::thin).toList(),
                whole.iterations().stream()
                        .filter(each -> isLeft(each.phase(), warmup))
                        .map(this::left)
                        .toList(),
                whole.health(),
                List.of(),
                List.of(),
                whole.peakUsers());
    }

    private boolean isLeft(String phase, Set<String> warmup) {
        return detail != Detail.TOTALS || !warmup.contains(phase);
    }

    private RequestSeries left(RequestSeries series) {
        boolean named = detail != Detail.TOTALS;
        return with(
                series.timing(Timing.RESPONSE_TIME),
                named ? series.checks() : Map.of(),
                named ? series.key() : NAMELESS,
                series);
    }

    /** Together before their buckets are: else what fell to either side of the middle would fill the buckets between. */
    private List<RequestSeries> named(List<RequestSeries> requests) {
        return detail != Detail.TOTALS
                ? requests
                : requests.stream().reduce(RequestSeries::plus).stream().toList();
    }

    private RequestSeries thin(RequestSeries series) {
        return with(
                HistogramThinning.of(series.timing(Timing.RESPONSE_TIME), bits), series.checks(), series.key(), series);
    }

    private static RequestSeries with(
            LatencyHistogram times, Map<String, CheckCount> checks, RequestKey key, RequestSeries series) {
        return new RequestSeries(
                key,
                series.counts(),
                times.count() == 0 ? Map.of() : Map.of(Timing.RESPONSE_TIME, times),
                series.errors(),
                checks,
                series.bytesSent(),
                series.bytesReceived(),
                series.redirects());
    }

    private IterationSeries left(IterationSeries series) {
        boolean named = detail != Detail.TOTALS;
        return new IterationSeries(
                named ? series.phase() : NAMELESS.phase(),
                named ? series.scenario() : NAMELESS.scenario(),
                series.counts());
    }
}
