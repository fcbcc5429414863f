package dev.loadstone.operator.verdict;

import dev.loadstone.operator.report.Figures;
import dev.loadstone.operator.report.Report;
import dev.loadstone.protocol.GeneratorHealth;
import dev.loadstone.protocol.GeneratorHealth.Taint;
import dev.loadstone.protocol.Timing;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Set;

/** Tells whether the generator itself was the bottleneck, by what, and what would help. */
public final class Saturation {
    private static final Set<Taint> OF_CPU =
            EnumSet.of(Taint.SCHEDULER_LAG, Taint.LOOP_BUSY, Taint.RUN_QUEUE, Taint.CPU_THROTTLED);

    private Saturation() {}

    /** More than 1 % of the time was tainted: what was measured may be the generator's doing. */
    public static boolean of(GeneratorHealth health) {
        return health.taintedSeconds() * 100 > health.seconds();
    }

    /** {@code The generator was the bottleneck for 14 s of 90 s (scheduler lag p99 38 ms): use 4 runners.} */
    static String message(Report report) {
        return "The" + sentence(report);
    }

    /** What a verdict adds that stands because the test wants it so; nothing where the generator was sound. */
    static String warning(Report report) {
        return of(report.health()) ? " Warning: the" + sentence(report) : "";
    }

    private static String sentence(Report report) {
        return " generator was the bottleneck for " + span(report) + " (" + figures(report) + "): " + advice(report)
                + ".";
    }

    /** What a verdict that stands all the same adds: {@code The generator was strained too, for 14 s of 90 s (...)}. */
    static String besides(Report report) {
        if (report.health().seconds() == 0) {
            return " How the generator itself did is not known: the times are not to be trusted.";
        }
        return " The generator was strained too, for " + span(report) + " (" + figures(report)
                + "): the times are not to be trusted.";
    }

    private static String span(Report report) {
        GeneratorHealth health = report.health();
        return report.plan().runners() == 1
                ? health.taintedSeconds() + " s of " + health.seconds() + " s"
                : Figures.count(health.taintedSeconds()) + " of " + Figures.count(health.seconds()) + " runner-seconds";
    }

    private static String figures(Report report) {
        GeneratorHealth health = report.health();
        double micros = health.seconds() * 1e6;
        var figures = new ArrayList<String>();
        long lag = report.results().timing(Timing.SCHEDULER_LAG).percentileMicros(99);
        for (Taint taint : health.taints().keySet()) {
            figures.add(
                    switch (taint) {
                        case SCHEDULER_LAG -> "scheduler lag p99 " + Figures.time(lag);
                        case LOOP_BUSY -> "busiest event loop " + Figures.share(health.busiestLoopPermille() / 1000.0);
                        case RUN_QUEUE -> "waiting for a core " + Figures.share(health.runQueueMicros() / micros);
                        case CPU_THROTTLED -> "CPU throttled " + Figures.share(health.throttledMicros() / micros);
                        case GC_PAUSE -> "garbage collection " + Figures.share(health.gcPauseMicros() / micros);
                        case MAX_USERS -> "arrivals dropped at maxUsers";
                        case SOCKETS -> "no sockets left";
                    });
        }
        return figures.isEmpty() ? "no limit named" : String.join(", ", figures);
    }

    private static String advice(Report report) {
        GeneratorHealth health = report.health();
        Set<Taint> taints = health.taints().keySet();
        int runners = report.plan().runners() * 2;
        var advice = new ArrayList<String>();
        if (taints.contains(Taint.MAX_USERS)) {
            advice.add("raise maxUsers, or accept that the target does not keep up");
        }
        if (taints.contains(Taint.GC_PAUSE)) {
            advice.add("give each runner more memory");
        }
        if (taints.isEmpty() || taints.stream().anyMatch(OF_CPU::contains)) {
            double coresUsed = health.cpuMicros() / 1e6 / Math.max(1, health.seconds());
            advice.add("give each runner " + Math.max(2, (long) Math.ceil(2 * coresUsed)) + " cores or use " + runners
                    + " runners");
        } else if (taints.contains(Taint.SOCKETS)) {
            advice.add("use " + runners + " runners");
        }
        return String.join("; ", advice);
    }
}
