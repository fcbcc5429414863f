package dev.loadstone.cli.console;

import dev.loadstone.operator.report.Figures;
import dev.loadstone.operator.report.Report;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.IterationSeries;
import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the tables do not say: how iterations ended, what was followed, and what was not done. */
final class Remainder {
    private Remainder() {}

    static List<String> lines(Report report) {
        var lines = new ArrayList<String>();
        Counts iterations = report.results().iterationCounts();
        if (iterations.ended() > 0) {
            lines.add(iterations(iterations, report.results().iterationErrors()));
        }
        long redirects = report.results().redirects();
        if (redirects > 0) {
            lines.add(Figures.count(redirects) + (redirects == 1 ? " redirect was" : " redirects were") + " followed");
        }
        long incomplete = report.results().counts().incomplete();
        if (incomplete > 0) {
            lines.add(incomplete(incomplete));
        }
        long arrivals = dropped(report, LoadShape.Open.class::isInstance);
        if (arrivals > 0) {
            lines.add(Figures.count(arrivals) + (arrivals == 1 ? " arrival was" : " arrivals were")
                    + " dropped: maxUsers was reached");
        }
        long unbegun = dropped(report, LoadShape.Closed.class::isInstance);
        if (unbegun > 0) {
            lines.add(Figures.count(unbegun) + (unbegun == 1 ? " iteration was" : " iterations were")
                    + " not begun when the phase was over");
        }
        return lines;
    }

    private static String iterations(Counts counts, Map<String, Long> errors) {
        String reasons = errors.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(error -> error.getKey() + ": " + Figures.count(error.getValue()))
                .collect(Collectors.joining(", "));
        return Figures.count(counts.completed()) + (counts.completed() == 1 ? " iteration" : " iterations")
                + " completed"
                + (counts.failed() == 0 ? "" : ", " + Figures.count(counts.failed()) + " failed")
                + (reasons.isEmpty() ? "" : "   " + reasons);
    }

    private static String incomplete(long count) {
        return Figures.count(count)
                + (count == 1 ? " request was" : " requests were")
                + " due but not answered when the run ended; "
                + (count == 1 ? "it counts" : "they count") + " at the time "
                + (count == 1 ? "it" : "they") + " had waited";
    }

    private static long dropped(Report report, Predicate<LoadShape> shapes) {
        var names = report.plan().phases().stream()
                .filter(phase -> shapes.test(phase.load()))
                .map(Phase::name)
                .collect(Collectors.toSet());
        return report.results().iterations().stream()
                .filter(each -> names.contains(each.phase()))
                .map(IterationSeries::counts)
                .mapToLong(Counts::dropped)
                .sum();
    }
}
