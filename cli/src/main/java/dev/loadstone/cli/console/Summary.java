package dev.loadstone.cli.console;

import dev.loadstone.cli.console.Screen.Ink;
import dev.loadstone.cli.local.LocalResult;
import dev.loadstone.operator.report.Figures;
import dev.loadstone.operator.report.Report;
import dev.loadstone.operator.verdict.Finding;
import dev.loadstone.operator.verdict.Verdict;
import dev.loadstone.protocol.CheckCount;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.GeneratorHealth;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.Threshold;
import dev.loadstone.protocol.Timing;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The end of a run on the screen: verdict, thresholds, figures by request, checks, what was not done, the generator's health. */
public final class Summary {
    private final Screen screen;

    public Summary(Screen screen) {
        this.screen = screen;
    }

    public void print(LocalResult result, Path file) {
        Report report = result.report();
        screen.line("");
        verdict(result.verdict());
        thresholds(result.verdict());
        requests(report);
        checks(report);
        undone(report);
        screen.line("");
        generator(report, file);
    }

    private void verdict(Verdict verdict) {
        Ink ink =
                switch (verdict.outcome()) {
                    case PASSED -> Ink.GREEN;
                    case FAILED, ERROR -> Ink.RED;
                    case INCONCLUSIVE, ABORTED -> Ink.YELLOW;
                };
        String mark =
                switch (verdict.outcome()) {
                    case PASSED -> "✓ ";
                    case FAILED, ERROR, ABORTED -> "✗ ";
                    case INCONCLUSIVE -> "? ";
                };
        String word = verdict.outcome().name().charAt(0)
                + verdict.outcome().name().substring(1).toLowerCase(Locale.ROOT);
        screen.line(screen.paint(ink, mark + word) + "   " + verdict.message());
    }

    private void thresholds(Verdict verdict) {
        var columns = new Columns();
        for (Finding finding : verdict.findings()) {
            Threshold threshold = finding.threshold();
            columns.row(
                    mark(finding) + " " + threshold.name(),
                    finding.result() == Finding.Result.NO_DATA
                            ? "no data"
                            : Figures.of(threshold.metric(), finding.observed()),
                    Figures.limits(threshold),
                    Figures.count(finding.samples())
                            + (finding.samples() == 1 ? " sample" : " samples")
                            + (threshold.fatal() ? "" : "   only a warning"));
        }
        columns.lines("  ").forEach(screen::line);
    }

    private static String mark(Finding finding) {
        return switch (finding.result()) {
            case HELD -> "✓";
            case MISSED -> finding.threshold().fatal() ? "✗" : "!";
            case NO_DATA -> "?";
        };
    }

    private void requests(Report report) {
        var columns = new Columns();
        columns.row("request", "count", "rate", "p50", "p95", "p99", "max", "errors");
        report.results().byRequest().forEach((name, series) -> columns.row(row(report, name, series)));
        var lines = columns.lines("  ");
        if (lines.size() > 1) {
            screen.line("");
            screen.line(screen.paint(Ink.DIM, lines.getFirst()));
            lines.stream().skip(1).forEach(screen::line);
        }
    }

    private static String[] row(Report report, String name, RequestSeries series) {
        LatencyHistogram times = series.timing(Timing.RESPONSE_TIME);
        double seconds = report.measuredSeconds();
        String errors = Figures.count(series.counts().failed());
        String classes = series.errors().entrySet().stream()
                .sorted(Map.Entry.<ErrorClass, Long>comparingByValue().reversed())
                .map(error -> error.getKey() + ": " + Figures.count(error.getValue()))
                .collect(Collectors.joining(", "));
        return new String[] {
            name,
            Figures.count(series.counts().ended()),
            seconds == 0 ? "-" : Figures.rate(series.counts().ended() / seconds),
            Figures.time(times.percentileMicros(50)),
            Figures.time(times.percentileMicros(95)),
            Figures.time(times.percentileMicros(99)),
            Figures.time(times.maxMicros()),
            classes.isEmpty() ? errors : errors + "   " + classes
        };
    }

    /** Only those that ever failed: the others are in the report file. */
    private void checks(Report report) {
        var columns = new Columns();
        report.results().byRequest().forEach((name, series) -> series.checks().forEach((check, count) -> {
            if (count.failed() > 0) {
                columns.row(
                        "check of " + name + ": " + check,
                        Figures.share(rate(count)) + " passed",
                        Figures.count(count.failed()) + " failed");
            }
        }));
        var lines = columns.lines("  ");
        if (!lines.isEmpty()) {
            screen.line("");
            lines.forEach(screen::line);
        }
    }

    private static double rate(CheckCount count) {
        return (double) count.passed() / (count.passed() + count.failed());
    }

    private void undone(Report report) {
        Counts counts = report.results().counts();
        long dropped = report.results().iterations().stream()
                .mapToLong(each -> each.counts().dropped())
                .sum();
        if (counts.incomplete() + dropped > 0) {
            screen.line("");
        }
        if (counts.incomplete() > 0) {
            screen.line("  " + Figures.count(counts.incomplete())
                    + (counts.incomplete() == 1 ? " request was" : " requests were")
                    + " due but not answered when the run ended; "
                    + (counts.incomplete() == 1 ? "it counts" : "they count") + " at the time "
                    + (counts.incomplete() == 1 ? "it" : "they") + " had waited");
        }
        if (dropped > 0) {
            screen.line("  " + Figures.count(dropped) + (dropped == 1 ? " arrival was" : " arrivals were")
                    + " dropped: maxUsers was reached");
        }
    }

    private void generator(Report report, Path file) {
        screen.line("  " + health(report) + "    seed " + report.plan().seed() + "    report " + file);
    }

    private static String health(Report report) {
        GeneratorHealth health = report.health();
        if (health.seconds() == 0) {
            return "no load was made";
        }
        String taints = health.taints().keySet().stream()
                .map(taint -> taint.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
        String state = health.taintedSeconds() == 0
                ? "generator ok"
                : "generator strained for " + health.taintedSeconds() + " s of " + health.seconds() + " s (" + taints
                        + ")";
        long lag = report.results().timing(Timing.SCHEDULER_LAG).percentileMicros(99);
        double cores = health.cpuMicros() / 1e6 / health.seconds();
        return state + ": lag p99 " + Figures.time(lag) + ", CPU " + Figures.share(cores) + " of a core";
    }
}
