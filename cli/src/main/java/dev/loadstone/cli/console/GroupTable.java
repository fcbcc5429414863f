package dev.loadstone.cli.console;

import dev.loadstone.operator.measure.ByName;
import dev.loadstone.operator.report.Figures;
import dev.loadstone.operator.report.Report;
import dev.loadstone.protocol.LatencyHistogram;

/** Figures of groups by their names; empty where the test has none. */
final class GroupTable {
    private GroupTable() {}

    static Columns of(Report report) {
        var columns = new Columns();
        var groups = ByName.groups(report.results().groups());
        if (!groups.isEmpty()) {
            columns.row("group", "completed", "p50", "p95", "p99", "max", "failed");
        }
        groups.forEach((name, series) -> {
            LatencyHistogram times = series.time();
            columns.row(
                    name,
                    Figures.count(series.completed()),
                    Figures.time(times.percentileMicros(50)),
                    Figures.time(times.percentileMicros(95)),
                    Figures.time(times.percentileMicros(99)),
                    Figures.time(times.maxMicros()),
                    Figures.count(series.failed()));
        });
        return columns;
    }
}
