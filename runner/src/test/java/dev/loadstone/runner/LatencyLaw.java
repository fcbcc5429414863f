package dev.loadstone.runner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * How long a target takes for its answers: n times, of which the k-th smallest is the law's own quantile (k - 1/2) / n, in a
 * random order. So their percentiles are known, and owe nothing to the luck of a draw.
 */
enum LatencyLaw {
    CONSTANT(part -> 40),
    UNIFORM(part -> 20 + 80 * part),
    EXPONENTIAL(part -> 5 - 20 * Math.log(1 - part)),
    BIMODAL(part -> part < 0.9 ? 15 + 10 * part : 150 + 500 * (part - 0.9));

    private final DoubleUnaryOperator quantileMillis;

    LatencyLaw(DoubleUnaryOperator quantileMillis) {
        this.quantileMillis = quantileMillis;
    }

    /** The times of n answers, in the order of the requests. */
    long[] nanos(int n, Random random) {
        var times = new ArrayList<>(IntStream.range(0, n)
                .mapToObj(k -> (long) (quantileMillis.applyAsDouble((k + 0.5) / n) * 1e6))
                .toList());
        Collections.shuffle(times, random);
        return times.stream().mapToLong(Long::longValue).toArray();
    }

    /** The smallest of these times that so many per cent are not above. */
    static double percentile(long[] values, double percent) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(sorted.length * percent / 100) - 1];
    }
}
