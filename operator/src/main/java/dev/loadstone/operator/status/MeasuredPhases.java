package dev.loadstone.operator.status;

import dev.loadstone.api.v1alpha1.PhaseStatus;
import dev.loadstone.operator.measure.Results;
import dev.loadstone.operator.measure.Selection;
import dev.loadstone.operator.report.Report;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What was measured by phase, as a status tells it: the first of those that have begun by name, the rest as {@code other}. */
final class MeasuredPhases {
    private final Report report;
    private final boolean live;

    private MeasuredPhases(Report report, boolean live) {
        this.report = report;
        this.live = live;
    }

    static List<PhaseStatus> of(Report report, boolean live, Room room) {
        if (!report.isNamed()) {
            return List.of();
        }
        var phases = new MeasuredPhases(report, live);
        List<String> begun = report.plan().phases().stream()
                .filter(each -> !each.warmup() && each.startMillis() < report.seconds() * 1000L)
                .map(Phase::name)
                .toList();
        var statuses = new ArrayList<PhaseStatus>();
        begun.stream()
                .limit(room.others())
                .map(name -> phases.status(room.name(name), Set.of(name)))
                .forEach(statuses::add);
        if (begun.size() > room.others()) {
            statuses.add(phases.status(
                    MeasuredResults.OTHER, begun.stream().skip(room.others()).collect(Collectors.toSet())));
        }
        return statuses;
    }

    private PhaseStatus status(String name, Set<String> phases) {
        double seconds = phases.stream()
                .mapToDouble(each -> live ? report.meanMeasuredSeconds(each) : report.measuredSeconds(each))
                .sum();
        List<Results> each = phases.stream()
                .map(phase -> report.results().select(Selection.ofPhase(phase)))
                .toList();
        Counts counts = each.stream().map(Results::counts).reduce(Counts.NONE, Counts::plus);
        LatencyHistogram times = LatencyHistogram.sum(each.stream()
                .map(results -> results.timing(Timing.RESPONSE_TIME))
                .toList());
        long ended = counts.ended();
        return new PhaseStatus(
                name,
                ended,
                seconds == 0 ? 0 : Math.round(ended / seconds),
                ended == 0 ? 0 : Math.round(1e6 * counts.failed() / ended),
                times.count() == 0 ? null : times.percentileMicros(95),
                times.count() == 0 ? null : times.percentileMicros(99));
    }
}
