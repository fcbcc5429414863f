package dev.loadstone.bench;

import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.RunnerReport;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Tells a trial as lines for awk: {@code armed MILLIS RESIDENT_KIB}, then for each second
 * {@code second NUMBER COMPLETED FAILED CPU_MICROS RESIDENT_KIB BYTES_BY_LOOPS BYTES_BY_ALL}, the last two allocated
 * on the heap since the process began.
 */
final class TrialLog {
    private final PrintStream out;
    private final RunnerProcess runner;
    private final boolean allocation;
    private boolean armed;
    private int next;

    /** @param allocation whether the JVM is asked each second for what it has allocated; else both are 0 */
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
                }
            }
            return next;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tell(Interval second) throws IOException {
        List<String> threads = allocation ? runner.threadDump() : List.of();
        out.printf(
                "second %d %d %d %d %d %d %d%n",
                next++,
                second.requestCounts().completed(),
                second.requestCounts().failed(),
                second.health().cpuMicros(),
                runner.residentKib(),
                ThreadDump.allocatedBytes(threads, "load-"),
                ThreadDump.allocatedBytes(threads, ""));
    }
}
