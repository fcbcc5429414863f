package dev.loadstone.runner.record;

import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.MetricKind;
import dev.loadstone.protocol.MetricSeries;
import dev.loadstone.runner.scenario.MetricName;
import org.jspecify.annotations.Nullable;

/** The values of one metric in one phase, as one event loop saw them in some span of time. */
public final class MetricRecord implements Tally {
    private final String phase;
    private final MetricName name;
    private final @Nullable TimingRecord distribution;
    private long samples;
    private long passed;
    private long sum;
    private long min;
    private long max;

    MetricRecord(String phase, MetricName name) {
        this.phase = phase;
        this.name = name;
        distribution = name.kind() == MetricKind.HISTOGRAM ? new TimingRecord() : null;
    }

    /** @param truth the value of a rate, which has no thousandths */
    public void add(long thousandths, boolean truth) {
        if (name.kind() == MetricKind.RATE) {
            passed += truth ? 1 : 0;
        } else {
            sum = saturated(sum, thousandths);
            min = samples == 0 ? thousandths : Math.min(min, thousandths);
            max = samples == 0 ? thousandths : Math.max(max, thousandths);
            if (distribution != null) {
                distribution.addMicros(Math.clamp(thousandths, 0, LatencyHistogram.HIGHEST_MICROS));
            }
        }
        samples++;
    }

    /** An event loop must not stumble over what a test multiplies; the sum over the seconds will tell. */
    private static long saturated(long sum, long value) {
        long result = sum + value;
        boolean overflow = ((sum ^ result) & (value ^ result)) < 0;
        return overflow ? sum < 0 ? Long.MIN_VALUE : Long.MAX_VALUE : result;
    }

    /** @param second of the run, in which all this was: of its values the largest counts as the last */
    MetricSeries series(int second) {
        return new MetricSeries(
                phase,
                name.scenario(),
                name.metric(),
                name.kind(),
                samples,
                passed,
                sum,
                min,
                max,
                max,
                second,
                distribution == null ? LatencyHistogram.EMPTY : distribution.snapshot());
    }

    @Override
    public boolean isEmpty() {
        return samples == 0;
    }

    @Override
    public void clear() {
        samples = passed = sum = min = max = 0;
        if (distribution != null) {
            distribution.clear();
        }
    }
}
