package dev.loadstone.operator.status;

import dev.loadstone.api.v1alpha1.MetricStatus;
import dev.loadstone.operator.measure.ByName;
import dev.loadstone.operator.measure.Results;
import dev.loadstone.operator.report.Figures;
import dev.loadstone.operator.report.Unit;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.MetricSeries;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was measured of the test's own metrics, as a status tells it; those without room are counted as one. */
final class MeasuredMetrics {
    private MeasuredMetrics() {}

    static List<MetricStatus> of(Results results, Room room) {
        Collection<MetricSeries> byName = ByName.metrics(results.metrics()).values();
        var statuses = new ArrayList<MetricStatus>();
        byName.stream().limit(room.others()).map(each -> metric(each, room)).forEach(statuses::add);
        if (byName.size() > room.others()) {
            long samples = byName.stream()
                    .skip(room.others())
                    .mapToLong(MetricSeries::samples)
                    .sum();
            statuses.add(new MetricStatus(
                    (byName.size() - room.others()) + " other",
                    "in the report",
                    null,
                    samples,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null));
        }
        return statuses;
    }

    private static MetricStatus metric(MetricSeries series, Room room) {
        boolean any = series.samples() > 0;
        LatencyHistogram values = series.distribution();
        String mean = any ? number(series.sum() / (double) series.samples()) : null;
        String min = any ? number(series.min()) : null;
        String max = any ? number(series.max()) : null;
        String name = room.name(series.metric());
        String kind = Words.pascal(series.kind());
        long samples = series.samples();
        return switch (series.kind()) {
            case COUNTER ->
                new MetricStatus(name, kind, number(series.sum()), samples, null, null, null, null, null, null);
            case RATE ->
                new MetricStatus(
                        name,
                        kind,
                        any ? Figures.share((double) series.passed() / samples) : null,
                        samples,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
            case GAUGE ->
                new MetricStatus(
                        name, kind, any ? number(series.last()) : null, samples, min, mean, null, null, null, max);
            case HISTOGRAM ->
                new MetricStatus(
                        name,
                        kind,
                        any ? number(values.meanMicros()) : null,
                        samples,
                        percentile(values, 0),
                        any ? number(values.meanMicros()) : null,
                        percentile(values, 50),
                        percentile(values, 95),
                        percentile(values, 99),
                        percentile(values, 100));
        };
    }

    private static @Nullable String percentile(LatencyHistogram values, double percent) {
        return values.count() == 0 ? null : number(values.percentileMicros(percent));
    }

    private static String number(double thousandths) {
        return Figures.of(Unit.NUMBER, thousandths / 1000);
    }
}
