package dev.loadstone.operator.status;

import dev.loadstone.api.v1alpha1.ThresholdStatus;
import dev.loadstone.operator.report.Figures;
import dev.loadstone.operator.verdict.Finding;
import dev.loadstone.protocol.Threshold;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Thresholds as a status tells them, in the order of the spec; where there is no room for all, those that held are
 * folded first.
 */
final class JudgedThresholds {
    private JudgedThresholds() {}

    static List<ThresholdStatus> of(List<Finding> findings, Room room) {
        if (findings.size() <= room.thresholds()) {
            return findings.stream().map(each -> threshold(each, room)).toList();
        }
        List<Finding> gravestFirst = findings.stream()
                .sorted(Comparator.comparingInt(JudgedThresholds::gravity))
                .toList();
        var shown = gravestFirst.subList(0, room.thresholds() - 1);
        var folded = gravestFirst.subList(room.thresholds() - 1, findings.size());
        var statuses = new ArrayList<ThresholdStatus>();
        findings.stream()
                .filter(shown::contains)
                .map(each -> threshold(each, room))
                .forEach(statuses::add);
        Finding worst = folded.getFirst();
        statuses.add(new ThresholdStatus(
                folded.size() + " other", result(worst), null, "in the report", 0, severity(worst)));
        return statuses;
    }

    private static int gravity(Finding finding) {
        int byResult =
                switch (finding.result()) {
                    case MISSED -> 0;
                    case NO_DATA, UNSEEN, UNTOLD -> 1;
                    case HELD -> 2;
                };
        return 2 * byResult + (finding.threshold().fatal() ? 0 : 1);
    }

    private static ThresholdStatus threshold(Finding finding, Room room) {
        return new ThresholdStatus(
                room.name(finding.threshold().name()),
                result(finding),
                observed(finding),
                Figures.limits(finding.unit(), finding.threshold()),
                finding.samples(),
                severity(finding));
    }

    static String result(Finding finding) {
        return switch (finding.result()) {
            case HELD -> "Passed";
            case MISSED -> "Missed";
            case NO_DATA, UNSEEN, UNTOLD -> "NoData";
        };
    }

    private static String severity(Finding finding) {
        return finding.threshold().fatal() ? "Fail" : "Warn";
    }

    private static @Nullable String observed(Finding finding) {
        Threshold threshold = finding.threshold();
        Double max = threshold.max();
        Double min = threshold.min();
        boolean none = finding.samples() == 0 || finding.window() != null;
        if (!finding.measured() && none) {
            return null;
        }
        boolean atMax = min == null || max != null && finding.observed() > max;
        double limit = atMax && max != null ? max : min == null ? 0 : min;
        return Figures.beside(finding.unit(), finding.observed(), limit);
    }
}
