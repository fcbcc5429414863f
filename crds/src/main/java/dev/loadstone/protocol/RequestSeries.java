package dev.loadstone.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What happened to the requests of one key in some span of time.
 *
 * @param timings a histogram for each stretch that was measured; timed-out requests count at the timeout, incomplete ones at the
 *     time they had waited
 * @param errors failed requests by class; they sum up to {@code counts.failed()}
 * @param checks by name of the check
 * @param redirects hops that were followed
 */
public record RequestSeries(
        RequestKey key,
        Counts counts,
        Map<Timing, LatencyHistogram> timings,
        Map<ErrorClass, Long> errors,
        Map<String, CheckCount> checks,
        long bytesSent,
        long bytesReceived,
        Long redirects) {

    @JsonCreator
    public RequestSeries {
        redirects = redirects == null ? 0 : redirects;
        Objects.requireNonNull(key, "key is null");
        timings = Collections.unmodifiableMap(timings.isEmpty() ? new EnumMap<>(Timing.class) : new EnumMap<>(timings));
        errors = Collections.unmodifiableMap(new TreeMap<>(errors));
        checks = Collections.unmodifiableMap(new TreeMap<>(checks));
        timings.values().forEach(Objects::requireNonNull);
        checks.values().forEach(Objects::requireNonNull);
        long classed = errors.values().stream().mapToLong(Long::longValue).reduce(0, Math::addExact);
        if (classed != counts.failed()) {
            throw new IllegalArgumentException(counts.failed() + " requests failed, but " + classed + " have a class");
        }
        if (bytesSent < 0
                || bytesReceived < 0
                || redirects < 0
                || errors.values().stream().anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("a count is negative");
        }
    }

    /** Requests of which none was redirected. */
    public RequestSeries(
            RequestKey key,
            Counts counts,
            Map<Timing, LatencyHistogram> timings,
            Map<ErrorClass, Long> errors,
            Map<String, CheckCount> checks,
            long bytesSent,
            long bytesReceived) {
        this(key, counts, timings, errors, checks, bytesSent, bytesReceived, 0L);
    }

    /** The histogram of this stretch; empty where it was not measured. */
    public LatencyHistogram timing(Timing timing) {
        return timings.getOrDefault(timing, LatencyHistogram.EMPTY);
    }

    /** Probably nothing is added to it any more. */
    void settle() {
        timings.values().forEach(LatencyHistogram::settle);
    }

    /** Both together, under this series' key. */
    public RequestSeries plus(RequestSeries other) {
        var sums = timings.isEmpty() ? new EnumMap<Timing, LatencyHistogram>(Timing.class) : new EnumMap<>(timings);
        other.timings.forEach((timing, histogram) -> sums.merge(timing, histogram, LatencyHistogram::plus));
        var errorSums = new TreeMap<>(errors);
        other.errors.forEach((error, count) -> errorSums.merge(error, count, Math::addExact));
        var checkSums = new TreeMap<>(checks);
        other.checks.forEach((check, count) -> checkSums.merge(check, count, CheckCount::plus));
        return new RequestSeries(
                key,
                counts.plus(other.counts),
                sums,
                errorSums,
                checkSums,
                Math.addExact(bytesSent, other.bytesSent),
                Math.addExact(bytesReceived, other.bytesReceived),
                Math.addExact(redirects, other.redirects));
    }
}
