package dev.loadstone.cli.console;

import dev.loadstone.cli.console.Screen.Ink;
import dev.loadstone.cli.local.LocalResult;
import dev.loadstone.operator.measure.ByName;
import dev.loadstone.operator.report.Figures;
import dev.loadstone.operator.report.Report;
import dev.loadstone.operator.verdict.Verdict;
import dev.loadstone.protocol.CheckCount;
import dev.loadstone.protocol.GeneratorHealth;
import dev.loadstone.protocol.Timing;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The end of a run on the screen: verdict, thresholds, tables of figures, checks, what was not done, the generator's health. */
public final class Summary {
    private final Screen screen;

    public Summary(Screen screen) {
        this.screen = screen;
    }

    public void print(LocalResult result, Path file) {
        Report report = result.report();
        screen.line("");
        verdict(result.verdict());
        ThresholdTable.of(result.verdict()).lines("  ").forEach(screen::line);
        table(RequestTable.byName(report));
        table(RequestTable.byPhase(report));
        table(GroupTable.of(report));
        table(MetricTable.of(report));
        block(checks(report).lines("  "));
        block(Remainder.lines(report).stream().map(line -> "  " + line).toList());
        screen.line("");
        screen.line("  " + health(report) + "    seed " + report.plan().seed() + "    report " + file);
    }

    private void table(Columns columns) {
        var lines = columns.lines("  ");
        if (lines.size() > 1) {
            screen.line("");
            screen.line(screen.paint(Ink.DIM, lines.getFirst()));
            lines.stream().skip(1).forEach(screen::line);
        }
    }

    private void block(List<String> lines) {
        if (!lines.isEmpty()) {
            screen.line("");
            lines.forEach(screen::line);
        }
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

    /** Only those that ever failed: the others are in the report file. */
    private static Columns checks(Report report) {
        var columns = new Columns();
        ByName.requests(report.results().requests())
                .forEach((name, series) -> series.checks().forEach((check, count) -> {
                    if (count.failed() > 0) {
                        columns.row(
                                "check of " + name + ": " + check,
                                Figures.share(rate(count)) + " passed",
                                Figures.count(count.failed()) + " failed");
                    }
                }));
        return columns;
    }

    private static double rate(CheckCount count) {
        return (double) count.passed() / (count.passed() + count.failed());
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
