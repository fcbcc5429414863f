package dev.loadstone.operator.status;

import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.api.v1alpha1.ProgressStatus;
import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.operator.report.Report;
import dev.loadstone.operator.report.RunnerPart;
import dev.loadstone.operator.verdict.Reason;
import dev.loadstone.protocol.Phase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far a load is: by the clock while it runs, by what was covered when it is over. */
final class Position {
    private Position() {}

    /** Null where nothing was planned. */
    static @Nullable ProgressStatus of(Situation situation, Instant now) {
        Report report = situation.report();
        if (report == null) {
            return null;
        }
        long duration = report.plan().durationMillis();
        long elapsed = Math.clamp(elapsedMillis(situation, report, now), 0, duration);
        return new ProgressStatus(
                isOver(situation, report) ? 100 : (int) (100 * elapsed / duration),
                elapsed / 1000,
                (duration + 999) / 1000,
                situation.phase() == RunPhase.RUNNING ? phase(report, elapsed) : null,
                situation.verdict() == null ? report.activeUsers() : 0);
    }

    /** Whether the load came to an end of its own, be it before its last phase was over. */
    private static boolean isOver(Situation situation, Report report) {
        String stop = situation.run() == null ? null : situation.run().stopReason();
        return situation.verdict() != null
                && situation.verdict().outcome() != Outcome.ABORTED
                && (stop == null || stop.equals(Reason.ENDED_BY_TEST.word()))
                && report.runners().stream().filter(RunnerPart::isFinal).count() == report.contributors();
    }

    private static long elapsedMillis(Situation situation, Report report, Instant now) {
        Long startMicros = situation.run() == null ? null : situation.run().startMicros();
        return switch (situation.phase()) {
            case PLANNING, QUEUED, SCHEDULED, SCHEDULING, ARMING -> 0;
            case RUNNING -> startMicros == null ? 0 : now.toEpochMilli() - startMicros / 1000;
            case SUSPENDED, FINISHING, FINISHED -> report.seconds() * 1000L;
        };
    }

    private static @Nullable String phase(Report report, long elapsed) {
        return report.plan().phases().stream()
                .filter(each -> each.startMillis() <= elapsed && elapsed < each.endMillis())
                .map(Phase::name)
                .findFirst()
                .orElse(null);
    }
}
