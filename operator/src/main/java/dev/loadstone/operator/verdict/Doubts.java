package dev.loadstone.operator.verdict;

import dev.loadstone.operator.report.Figures;
import dev.loadstone.operator.report.Report;
import dev.loadstone.operator.report.RunnerPart;
import dev.loadstone.protocol.Counts;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds what forbids a verdict on the target, the gravest first. */
final class Doubts {
    private static final long MOST_SKEW_MICROS = 1_000_000;

    /** A reason to say Inconclusive. */
    record Doubt(Reason reason, String message) {
        /** Whether it is the generator that is in doubt, and not what was counted. */
        boolean isOfGenerator() {
            return reason == Reason.GENERATOR_SATURATED || reason == Reason.GENERATOR_UNWATCHED;
        }
    }

    private Doubts() {}

    static Optional<Doubt> of(Report report) {
        String incomplete = incomplete(report);
        Counts counts = report.results().counts();
        if (incomplete != null) {
            return Optional.of(new Doubt(Reason.RESULTS_INCOMPLETE, incomplete));
        }
        if (report.startSkewMicros() > MOST_SKEW_MICROS) {
            return Optional.of(new Doubt(
                    Reason.START_SKEW_EXCEEDED,
                    "The runners did not start together: " + Figures.time(report.startSkewMicros())
                            + " apart, 1 s is allowed; look at the clocks of their nodes, then run it again."));
        }
        if (counts.ended() == 0) {
            return Optional.of(new Doubt(Reason.NO_SAMPLES, noSamples(counts)));
        }
        if (report.health().seconds() == 0) {
            return Optional.of(
                    new Doubt(
                            Reason.GENERATOR_UNWATCHED,
                            "No runner told how it did itself: whether the generator was the bottleneck is not known; run it again."));
        }
        if (Saturation.of(report.health()) && !report.plan().lenience().warnsOnSaturation()) {
            return Optional.of(new Doubt(Reason.GENERATOR_SATURATED, saturated(report)));
        }
        return Optional.empty();
    }

    private static @Nullable String incomplete(Report report) {
        List<Integer> missing = IntStream.range(0, report.plan().runners())
                .filter(runner -> !report.lost().contains(runner))
                .filter(runner ->
                        report.runners().stream().noneMatch(each -> each.runner() == runner && each.isFinal()))
                .boxed()
                .toList();
        if (!missing.isEmpty()) {
            return "The final report is missing from " + indexes(missing) + " of "
                    + report.plan().runners() + ": the figures are not whole; run it again.";
        }
        List<Integer> torn = runners(report, each -> !each.agreed());
        if (!torn.isEmpty()) {
            return "The final report of " + indexes(torn)
                    + " is not the sum of what was told before: the figures can't be trusted; run it again.";
        }
        if (!report.balanced()) {
            return "Not all that became due is accounted for: the figures can't be trusted; run it again.";
        }
        return null;
    }

    private static List<Integer> runners(Report report, Predicate<RunnerPart> which) {
        return report.runners().stream().filter(which).map(RunnerPart::runner).toList();
    }

    /** {@code runner 2}, {@code runners 2, 5}. */
    private static String indexes(List<Integer> runners) {
        String first = runners.stream().limit(10).map(String::valueOf).collect(Collectors.joining(", "));
        String more = runners.size() > 10 ? ", and " + (runners.size() - 10) + " more" : "";
        return (runners.size() == 1 ? "runner " : "runners ") + first + more;
    }

    private static String noSamples(Counts counts) {
        if (counts.offered() == 0) {
            return "Not one request became due in the measured phases; raise the rate, the users or the duration.";
        }
        return "Not one of " + Phrases.counted(counts.offered(), "request") + " ended (dropped: "
                + Figures.count(counts.dropped()) + ", incomplete: " + Figures.count(counts.incomplete())
                + "); look at the target, or give it more time.";
    }

    private static String saturated(Report report) {
        List<Finding> missed = Findings.of(report).stream()
                .filter(each -> each.result() == Finding.Result.MISSED)
                .toList();
        return missed.isEmpty()
                ? Saturation.message(report)
                : Saturation.message(report)
                        + " So it may not be the target's doing that these thresholds were missed: "
                        + Phrases.list(missed, each -> Phrases.missed(each, report.results())) + ".";
    }
}
