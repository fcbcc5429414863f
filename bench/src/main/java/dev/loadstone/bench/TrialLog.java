package dev.loadstone.bench;

import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.RunnerReport;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/**
 * Tells a trial as lines for awk: {@code armed MILLIS RESIDENT_KIB}, then for each second
 * {@code second NUMBER COMPLETED FAILED CPU_MICROS RESIDENT_KIB ALLOCATED_BYTES}.
 */
final class TrialLog {
    private final PrintStream out;
    private final RunnerProcess runner;
    private final boolean allocation;
    private boolean armed;
    private int next;

    /** @param allocation whether the JVM is asked each second for what it has allocated; else that is 0 */
    TrialLog(PrintStream out, RunnerProcess runner, boolean allocation) {
        this.out = out;
        this.runner = runner;
        this.allocation = allocation;
    }

    /** The number of seconds that have been told. */
    synchronized int tell(RunnerReport report, long sinceStartMillis) {
        try {
            if (!armed && report.state() == RunnerReport.State.ARMED) {
                armed = true;
                out.printf("armed %d %d%n", sinceStartMillis, runner.residentKib());
            }
            for (Interval interval : report.intervals()) {
                if (interval.first() == next) {
                    tell(interval);
                    next++;
                }
            }
            return next;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tell(Interval second) throws IOException {
        Counts counts = second.requestCounts();
        out.printf(
                "second %d %d %d %d %d %d%n",
                second.first(),
                counts.completed(),
                counts.failed(),
                second.health().cpuMicros(),
                runner.residentKib(),
                allocation ? runner.allocatedBytes() : 0);
    }
}
