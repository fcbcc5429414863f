package dev.loadstone.protocol;

import java.util.Comparator;
import java.util.Objects;

/**
 * The values of a metric of the test's own, in a scenario and a phase. Values are kept in thousandths, as whole numbers: sums are
 * exact, and do not depend on the order of what is summed.
 *
 * @param samples values that were recorded
 * @param passed of these, the true ones; of a rate alone
 * @param sum in thousandths; of a rate 0, as the following
 * @param min the smallest; 0 without samples
 * @param max the largest; 0 without samples
 * @param last the one recorded last, as far as whole seconds tell; of several in one second the largest
 * @param lastSecond of the run, in which that was; -1 without samples
 * @param distribution in thousandths, from 0.001 to 3,600,000; of a histogram alone
 */
public record MetricSeries(
        String phase,
        String scenario,
        String metric,
        MetricKind kind,
        long samples,
        long passed,
        long sum,
        long min,
        long max,
        long last,
        int lastSecond,
        LatencyHistogram distribution) {
    /** By what they are told apart. */
    static final Comparator<MetricSeries> ORDER = Comparator.comparing(MetricSeries::phase)
            .thenComparing(MetricSeries::scenario)
            .thenComparing(MetricSeries::metric)
            .thenComparing(MetricSeries::kind);

    public MetricSeries {
        Objects.requireNonNull(phase, "phase is null");
        Objects.requireNonNull(scenario, "scenario is null");
        Objects.requireNonNull(metric, "metric is null");
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(distribution, "distribution is null");
        if (samples < 0 || passed < 0 || passed > samples || lastSecond < -1 || min > max) {
            throw new IllegalArgumentException("not the values of a metric: " + metric);
        }
    }

    /** Both together, under this series' key. */
    public MetricSeries plus(MetricSeries other) {
        if (samples == 0 || other.samples == 0) {
            return samples == 0 ? other : this;
        }
        boolean later = other.lastSecond > lastSecond || other.lastSecond == lastSecond && other.last > last;
        return new MetricSeries(
                phase,
                scenario,
                metric,
                kind,
                Math.addExact(samples, other.samples),
                Math.addExact(passed, other.passed),
                Math.addExact(sum, other.sum),
                Math.min(min, other.min),
                Math.max(max, other.max),
                later ? other.last : last,
                Math.max(lastSecond, other.lastSecond),
                distribution.plus(other.distribution));
    }
}
