package dev.loadstone.cli.console;

import dev.loadstone.operator.measure.ByName;
import dev.loadstone.operator.measure.Results;
import dev.loadstone.operator.measure.Selection;
import dev.loadstone.operator.report.Figures;
import dev.loadstone.operator.report.Report;
import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.Timing;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Figures of requests, by their names and by phase. */
final class RequestTable {
    private RequestTable() {}

    static Columns byName(Report report) {
        Columns columns = head("request");
        ByName.requests(report.results().requests())
                .forEach((name, series) -> columns.row(row(name, report.measuredSeconds(), List.of(series))));
        return columns;
    }

    /** Empty where one phase alone was measured: it would say the same again. */
    static Columns byPhase(Report report) {
        List<Phase> measured =
                report.plan().phases().stream().filter(phase -> !phase.warmup()).toList();
        if (measured.size() < 2) {
            return new Columns();
        }
        Columns columns = head("phase");
        measured.forEach(phase -> {
            Results results = report.results().select(Selection.ofPhase(phase.name()));
            columns.row(row(phase.name(), report.measuredSeconds(phase.name()), results.requests()));
        });
        return columns;
    }

    private static Columns head(String name) {
        var columns = new Columns();
        columns.row(name, "count", "rate", "p50", "p95", "p99", "max", "errors");
        return columns;
    }

    private static String[] row(String name, double seconds, List<RequestSeries> series) {
        var results = new Results(series, List.of(), List.of(), List.of());
        LatencyHistogram times = results.timing(Timing.RESPONSE_TIME);
        String errors = Figures.count(results.counts().failed());
        String classes = results.errors().entrySet().stream()
                .sorted(Map.Entry.<ErrorClass, Long>comparingByValue().reversed())
                .map(error -> error.getKey() + ": " + Figures.count(error.getValue()))
                .collect(Collectors.joining(", "));
        return new String[] {
            name,
            Figures.count(results.counts().ended()),
            seconds == 0 ? "-" : Figures.rate(results.counts().ended() / seconds),
            Figures.time(times.percentileMicros(50)),
            Figures.time(times.percentileMicros(95)),
            Figures.time(times.percentileMicros(99)),
            Figures.time(times.maxMicros()),
            classes.isEmpty() ? errors : errors + "   " + classes
        };
    }
}
