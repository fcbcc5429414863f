package dev.loadstone.operator.status;

import dev.loadstone.api.v1alpha1.ProgressStatus;
import dev.loadstone.api.v1alpha1.SummaryStatus;
import dev.loadstone.operator.report.Figures;
import dev.loadstone.operator.report.Report;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.Timing;
import org.jspecify.annotations.Nullable;

/** The key figures of a status as short text, for the columns of {@code kubectl get}. */
final class Summary {
    private Summary() {}

    static SummaryStatus of(Situation situation, double ratePerSecond, @Nullable ProgressStatus progress) {
        Report report = situation.report();
        int desired = situation.runners().desired();
        String runners = desired == 0 ? null : ready(situation.runners()) + "/" + desired;
        String percent = progress == null ? null : progress.percent() + "%";
        if (report == null || report.results().counts().ended() == 0) {
            return new SummaryStatus(null, null, null, null, percent, runners);
        }
        Counts counts = report.results().counts();
        LatencyHistogram times = report.results().timing(Timing.RESPONSE_TIME);
        return new SummaryStatus(
                times.count() == 0 ? null : Figures.timeColumn(times.percentileMicros(95)),
                times.count() == 0 ? null : Figures.timeColumn(times.percentileMicros(99)),
                Figures.rateColumn(ratePerSecond),
                Figures.shareColumn((double) counts.failed() / counts.ended()),
                percent,
                runners);
    }

    private static int ready(Situation.RunnerCounts runners) {
        return Math.max(runners.ready(), runners.reported());
    }
}
