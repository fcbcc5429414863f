package dev.loadstone.cli.local;

import dev.loadstone.operator.report.Report;
import dev.loadstone.operator.verdict.Verdict;
import java.util.Objects;

/** What came of a local run. */
public record LocalResult(Report report, Verdict verdict) {
    public LocalResult {
        Objects.requireNonNull(report, "report is null");
        Objects.requireNonNull(verdict, "verdict is null");
    }
}
