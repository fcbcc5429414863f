package dev.loadstone.operator.status;

import dev.loadstone.operator.measure.ByName;
import dev.loadstone.operator.measure.Results;
import dev.loadstone.operator.report.Report;
import dev.loadstone.operator.verdict.Verdict;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.GroupSeries;
import dev.loadstone.protocol.MetricSeries;
import dev.loadstone.protocol.ProtocolJson;
import dev.loadstone.protocol.RequestKey;
import dev.loadstone.protocol.RequestSeries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * Writes the whole report of a run as JSON. One that is too large loses the histograms of the least used requests
 * first, and says so.
 */
public final class ReportJson {
    /** What fits a ConfigMap, with room for its metadata. */
    public static final int MOST_BYTES = 900 * 1024;

    private final Report report;
    private final Verdict verdict;
    private final List<RequestSeries> byCount;
    private final Map<String, GroupSeries> groups;
    private final Map<String, MetricSeries> metrics;

    private ReportJson(Report report, Verdict verdict) {
        this.report = report;
        this.verdict = verdict;
        this.byCount = ByName.requests(report.results().requests()).values().stream()
                .sorted(Comparator.<RequestSeries>comparingLong(
                                each -> -each.counts().offered())
                        .thenComparing(RequestSeries::key))
                .toList();
        this.groups = ByName.groups(report.results().groups());
        this.metrics = ByName.metrics(report.results().metrics());
    }

    public static byte[] of(Report report, Verdict verdict) {
        return of(report, verdict, MOST_BYTES);
    }

    static byte[] of(Report report, Verdict verdict, int mostBytes) {
        var json = new ReportJson(report, verdict);
        int all = json.byCount.size();
        byte[] whole = json.bytes(all, all, true);
        if (whole.length <= mostBytes) {
            return whole;
        }
        int histograms = most(all, count -> json.bytes(all, count, true).length <= mostBytes);
        byte[] fewer = json.bytes(all, histograms, true);
        if (fewer.length <= mostBytes) {
            return fewer;
        }
        int named = Math.max(all, Math.max(json.groups.size(), json.metrics.size()));
        int requests = most(named, count -> json.bytes(count, 0, false).length <= mostBytes);
        return json.bytes(requests, 0, false);
    }

    /** The largest number up to the limit that fits, if only 0; what fits is taken to fit with fewer too. */
    private static int most(int limit, IntPredicate fits) {
        int low = 0;
        int high = limit;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (fits.test(middle)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private byte[] bytes(int requests, int histograms, boolean series) {
        var named = new ArrayList<ReportParts.Request>();
        for (int i = 0; i < Math.min(requests, byCount.size()); i++) {
            RequestSeries each = byCount.get(i);
            named.add(ReportParts.Request.of(each.key().request(), each, report, i < histograms));
        }
        RequestSeries nothing =
                new RequestSeries(new RequestKey("", "", ""), Counts.NONE, Map.of(), Map.of(), Map.of(), 0, 0);
        RequestSeries all = byCount.stream().reduce(nothing, RequestSeries::plus);
        return ProtocolJson.write(new ReportDocument(
                ReportDocument.VERSION,
                ReportDocument.Run.of(report.plan()),
                new ReportDocument.Judgement(
                        Words.pascal(verdict.outcome()), verdict.reason().word(), verdict.message()),
                verdict.findings().stream().map(ReportDocument.Limit::of).toList(),
                report.measuredSeconds(),
                ReportParts.Request.of(null, all, report, true),
                named,
                each(series, Results::requests, ReportParts.Series::of),
                phases(),
                each(series, Results::iterations, ReportParts.Iterations::of),
                some(groups, series, requests, ReportParts.Group::of),
                each(series, Results::groups, ReportParts.Group::of),
                some(metrics, series, requests, ReportParts.Metric::of),
                each(series, Results::metrics, ReportParts.Metric::of),
                report.peakUsers(),
                report.health(),
                report.runners().stream().map(ReportDocument.Runner::of).toList(),
                report.startSkewMicros(),
                leftOut(requests, histograms, series)));
    }

    private List<ReportParts.Phase> phases() {
        return report.plan().phases().stream()
                .filter(phase -> report.isNamed() && !phase.warmup())
                .map(phase -> ReportParts.Phase.of(phase.name(), report))
                .toList();
    }

    /** Of the measured phases and of the warm-up. */
    private <S, T> List<T> each(boolean wanted, Function<Results, List<S>> series, Function<S, T> part) {
        return wanted
                ? Stream.of(report.results(), report.warmup())
                        .flatMap(results -> series.apply(results).stream())
                        .map(part)
                        .toList()
                : List.of();
    }

    private static <S, T> List<T> some(Map<String, S> byName, boolean all, int most, Function<S, T> part) {
        return byName.values().stream()
                .limit(all ? byName.size() : most)
                .map(part)
                .toList();
    }

    private List<String> leftOut(int requests, int histograms, boolean series) {
        var left = new ArrayList<>(lost());
        if (histograms < byCount.size()) {
            left.add("histograms of " + (byCount.size() - histograms) + " of " + byCount.size() + " requests");
        }
        if (requests < byCount.size()) {
            left.add("figures of " + (byCount.size() - requests) + " of " + byCount.size() + " requests");
        }
        if (!series) {
            leftOut("groups", groups.size() - requests, groups.size()).ifPresent(left::add);
            leftOut("metrics", metrics.size() - requests, metrics.size()).ifPresent(left::add);
            left.add("figures by phase and scenario");
        }
        return left;
    }

    /** What runners had no room for when they could not deliver their final reports. */
    private List<String> lost() {
        return switch (report.reduction().detail()) {
            case WHOLE -> List.of();
            case RESPONSE_TIMES -> List.of("times but response times, groups and metrics");
            case TOTALS ->
                List.of("times but response times, groups and metrics", "figures by name, phase and scenario");
        };
    }

    private static Optional<String> leftOut(String what, int left, int all) {
        return left > 0 ? Optional.of("figures of " + left + " of " + all + " " + what) : Optional.empty();
    }
}
