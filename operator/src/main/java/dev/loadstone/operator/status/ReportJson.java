package dev.loadstone.operator.status;

import dev.loadstone.operator.report.Report;
import dev.loadstone.operator.report.Results;
import dev.loadstone.operator.verdict.Verdict;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.ProtocolJson;
import dev.loadstone.protocol.RequestKey;
import dev.loadstone.protocol.RequestSeries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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

    private ReportJson(Report report, Verdict verdict) {
        this.report = report;
        this.verdict = verdict;
        this.byCount = report.results().byRequest().values().stream()
                .sorted(Comparator.<RequestSeries>comparingLong(
                                each -> -each.counts().offered())
                        .thenComparing(RequestSeries::key))
                .toList();
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
        int requests = most(all, count -> json.bytes(count, 0, false).length <= mostBytes);
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
        var named = new ArrayList<ReportDocument.Request>();
        for (int i = 0; i < requests; i++) {
            RequestSeries each = byCount.get(i);
            named.add(ReportDocument.Request.of(each.key().request(), each, report, i < histograms));
        }
        RequestSeries nothing =
                new RequestSeries(new RequestKey("", "", ""), Counts.NONE, Map.of(), Map.of(), Map.of(), 0, 0);
        RequestSeries all = byCount.stream().reduce(nothing, RequestSeries::plus);
        List<Results> both = List.of(report.results(), report.warmup());
        return ProtocolJson.write(new ReportDocument(
                ReportDocument.VERSION,
                ReportDocument.Run.of(report.plan()),
                new ReportDocument.Judgement(
                        Words.pascal(verdict.outcome()), verdict.reason().word(), verdict.message()),
                verdict.findings().stream().map(ReportDocument.Limit::of).toList(),
                report.measuredSeconds(),
                ReportDocument.Request.of(null, all, report, true),
                named,
                series
                        ? flat(both.stream().map(Results::requests))
                                .map(ReportDocument.Series::of)
                                .toList()
                        : List.of(),
                series ? flat(both.stream().map(Results::iterations)).toList() : List.of(),
                report.health(),
                report.runners().stream().map(ReportDocument.Runner::of).toList(),
                report.startSkewMicros(),
                leftOut(requests, histograms, series)));
    }

    private static <T> Stream<T> flat(Stream<List<T>> lists) {
        return lists.flatMap(List::stream);
    }

    private List<String> leftOut(int requests, int histograms, boolean series) {
        var left = new ArrayList<String>();
        if (histograms < byCount.size()) {
            left.add("histograms of " + (byCount.size() - histograms) + " of " + byCount.size() + " requests");
        }
        if (requests < byCount.size()) {
            left.add("figures of " + (byCount.size() - requests) + " of " + byCount.size() + " requests");
        }
        if (!series) {
            left.add("figures by phase and scenario");
        }
        return left;
    }
}
