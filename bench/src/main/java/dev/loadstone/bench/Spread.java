package dev.loadstone.bench;

import java.util.Locale;
import java.util.stream.DoubleStream;

/** The middle of some figures, and how far they lie apart. */
record Spread(double min, double median, double max) {
    /** @throws IllegalArgumentException where there is no figure */
    static Spread of(DoubleStream figures) {
        double[] sorted = figures.sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no figures");
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }

    String ratio() {
        return String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", median, min, max);
    }
}
