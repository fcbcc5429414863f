package dev.loadstone.operator.measure;

import dev.loadstone.protocol.GroupSeries;
import dev.loadstone.protocol.MetricSeries;
import dev.loadstone.protocol.RequestKey;
import dev.loadstone.protocol.RequestSeries;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/** Puts series together that differ by phase and scenario alone; the key of each sum is its name, and else empty. */
public final class ByName {
    private ByName() {}

    public static SortedMap<String, RequestSeries> requests(Collection<RequestSeries> series) {
        return sums(series, each -> each.key().request(), ByName::named, RequestSeries::plus);
    }

    public static SortedMap<String, GroupSeries> groups(Collection<GroupSeries> series) {
        return sums(series, GroupSeries::group, ByName::named, GroupSeries::plus);
    }

    public static SortedMap<String, MetricSeries> metrics(Collection<MetricSeries> series) {
        return sums(series, MetricSeries::metric, ByName::named, MetricSeries::plus);
    }

    private static <T> SortedMap<String, T> sums(
            Collection<T> series, Function<T, String> name, Function<T, T> named, BinaryOperator<T> plus) {
        var sums = new TreeMap<String, T>();
        series.forEach(each -> sums.merge(name.apply(each), named.apply(each), plus));
        return Collections.unmodifiableSortedMap(sums);
    }

    private static RequestSeries named(RequestSeries series) {
        return new RequestSeries(
                new RequestKey("", "", series.key().request()),
                series.counts(),
                series.timings(),
                series.errors(),
                series.checks(),
                series.bytesSent(),
                series.bytesReceived(),
                series.redirects());
    }

    private static GroupSeries named(GroupSeries series) {
        return new GroupSeries("", "", series.group(), series.completed(), series.failed(), series.time());
    }

    private static MetricSeries named(MetricSeries series) {
        return new MetricSeries(
                "",
                "",
                series.metric(),
                series.kind(),
                series.samples(),
                series.passed(),
                series.sum(),
                series.min(),
                series.max(),
                series.last(),
                series.lastSecond(),
                series.distribution());
    }
}
