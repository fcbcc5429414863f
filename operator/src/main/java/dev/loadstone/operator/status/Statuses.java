package dev.loadstone.operator.status;

import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.ProgressStatus;
import dev.loadstone.api.v1alpha1.RunnersStatus;
import dev.loadstone.operator.report.Report;
import dev.loadstone.operator.verdict.Finding;
import dev.loadstone.operator.verdict.Findings;
import java.time.Instant;
import java.util.List;

/** Makes the one status of a test from all that is known of it, never larger than 16 KiB. */
public final class Statuses {
    private Statuses() {}

    public static LoadTestStatus of(Situation situation, Instant now) {
        return Room.SIZES.stream()
                .map(room -> of(situation, now, room))
                .filter(Room::fits)
                .findFirst()
                .orElseGet(() -> of(situation, now, Room.SIZES.getLast()));
    }

    private static LoadTestStatus of(Situation situation, Instant now, Room room) {
        Report report = situation.report();
        Standing standing = Standing.of(situation);
        ProgressStatus progress = Position.of(situation, now);
        double rate =
                report == null ? 0 : situation.verdict() == null ? report.liveRatePerSecond() : report.ratePerSecond();
        return new LoadTestStatus(
                situation.generation(),
                situation.phase(),
                situation.verdict() == null ? null : situation.verdict().outcome(),
                standing.reason().word(),
                Room.shortened(standing.message(), room.messageChars()),
                situation.run(),
                null,
                situation.previous() == null ? null : situation.previous().schedule(),
                Summary.of(situation, rate, progress),
                progress,
                runners(situation),
                report == null || report.seconds() == 0
                        ? null
                        : MeasuredResults.of(report, situation.verdict() == null, room),
                JudgedThresholds.of(findings(situation), room),
                report == null ? null : GeneratorFigures.of(report),
                situation.reportRef(),
                situation.history().stream().limit(room.history()).toList(),
                Conditions.of(situation, now, room.conditionMessageChars()));
    }

    private static List<Finding> findings(Situation situation) {
        if (situation.verdict() != null) {
            return situation.verdict().findings();
        }
        Report report = situation.report();
        return report == null || report.seconds() == 0 ? List.of() : Findings.live(report);
    }

    private static RunnersStatus runners(Situation situation) {
        var counts = situation.runners();
        Report report = situation.report();
        boolean started = report != null && report.seconds() > 0;
        return new RunnersStatus(
                counts.desired(),
                counts.ready(),
                counts.reported(),
                counts.lost(),
                started ? report.startSkewMicros() : null,
                counts.sizing(),
                report == null ? MeasuredCost.nanos(situation.previous()) : null);
    }
}
