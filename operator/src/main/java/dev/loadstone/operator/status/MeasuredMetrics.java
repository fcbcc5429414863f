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
            String others = (byName.size() - room.others()) + " other";
            statuses.add(alone(others, "in the report", null, samples));
        }
        return statuses;
    }

    private static MetricStatus metric(MetricSeries series, Room room) {
        String name = room.name(series.metric());
        String kind = Words.pascal(series.kind());
        long samples = series.samples();
        if (samples == 0) {
            return alone(name, kind, null, 0);
        }
        LatencyHistogram values = series.distribution();
        return switch (series.kind()) {
            case COUNTER -> alone(name, kind, number(series.sum()), samples);
            case RATE -> alone(name, kind, Figures.share((double) series.passed() / samples), samples);
            case GAUGE ->
                new MetricStatus(
                        name,
                        kind,
                        number(series.last()),
                        samples,
                        number(series.min()),
                        number((double) series.sum() / samples),
                        null,
                        null,
                        null,
                        number(series.max()));
            case HISTOGRAM ->
                new MetricStatus(
                        name,
                        kind,
                        number(values.meanMicros()),
                        samples,
                        number(values.minMicros()),
                        number(values.meanMicros()),
                        number(values.percentileMicros(50)),
                        number(values.percentileMicros(95)),
                        number(values.percentileMicros(99)),
                        number(values.maxMicros()));
        };
    }

    private static MetricStatus alone(String name, String kind, @Nullable String value, long samples) {
        return new MetricStatus(name, kind, value, samples, null, null, null, null, null, null);
    }

    private static String number(double thousandths) {
        return Figures.of(Unit.NUMBER, thousandths / 1000);
    }
}
