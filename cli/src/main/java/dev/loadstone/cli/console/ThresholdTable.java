package dev.loadstone.cli.console;

import dev.loadstone.operator.measure.Worst;
import dev.loadstone.operator.report.Figures;
import dev.loadstone.operator.verdict.Finding;
import dev.loadstone.operator.verdict.Verdict;
import dev.loadstone.protocol.Threshold;

/** Each threshold with what was observed, what it allows, and what that rests on. */
final class ThresholdTable {
    private ThresholdTable() {}

    static Columns of(Verdict verdict) {
        var columns = new Columns();
        for (Finding finding : verdict.findings()) {
            Threshold threshold = finding.threshold();
            columns.row(
                    mark(finding) + " " + threshold.name(),
                    observed(finding),
                    Figures.limits(finding.unit(), threshold),
                    Figures.count(finding.samples())
                            + (finding.samples() == 1 ? " sample" : " samples")
                            + (threshold.fatal() ? "" : "   only a warning"));
        }
        return columns;
    }

    private static String observed(Finding finding) {
        if (finding.samples() == 0 || finding.result() == Finding.Result.NO_DATA) {
            return "no data";
        }
        Worst window = finding.window();
        String value = Figures.of(finding.unit(), finding.observed());
        return window == null || finding.result() != Finding.Result.MISSED
                ? value
                : value + " from " + window.from() + " s on";
    }

    private static String mark(Finding finding) {
        return switch (finding.result()) {
            case HELD -> "✓";
            case MISSED -> finding.threshold().fatal() ? "✗" : "!";
            case NO_DATA, UNSEEN, UNTOLD -> "?";
        };
    }
}
