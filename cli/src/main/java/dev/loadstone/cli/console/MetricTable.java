package dev.loadstone.cli.console;

import dev.loadstone.operator.measure.ByName;
import dev.loadstone.operator.report.Figures;
import dev.loadstone.operator.report.Report;
import dev.loadstone.operator.report.Unit;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.MetricSeries;

/** Figures of the test's own metrics by their names; empty where it has none. */
final class MetricTable {
    private static final String NONE = "-";

    private MetricTable() {}

    static Columns of(Report report) {
        var columns = new Columns();
        var metrics = ByName.metrics(report.results().metrics());
        if (!metrics.isEmpty()) {
            columns.row("metric", "samples", "value", "min", "mean", "p95", "max");
        }
        metrics.values().forEach(series -> columns.row(row(series)));
        return columns;
    }

    private static String[] row(MetricSeries series) {
        String samples = Figures.count(series.samples());
        if (series.samples() == 0) {
            return new String[] {series.metric(), samples};
        }
        LatencyHistogram values = series.distribution();
        String min = number(series.min());
        String mean = number((double) series.sum() / series.samples());
        String max = number(series.max());
        return switch (series.kind()) {
            case COUNTER -> new String[] {series.metric(), samples, "sum " + number(series.sum())};
            case RATE ->
                new String[] {series.metric(), samples, Figures.share((double) series.passed() / series.samples())};
            case GAUGE ->
                new String[] {series.metric(), samples, "last " + number(series.last()), min, mean, NONE, max};
            case HISTOGRAM ->
                new String[] {
                    series.metric(),
                    samples,
                    NONE,
                    number(values.minMicros()),
                    number(values.meanMicros()),
                    number(values.percentileMicros(95)),
                    number(values.maxMicros())
                };
        };
    }

    /** Metrics are kept in thousandths. */
    private static String number(double thousandths) {
        return Figures.of(Unit.NUMBER, thousandths / 1000);
    }
}
