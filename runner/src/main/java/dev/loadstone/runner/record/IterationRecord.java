package dev.loadstone.runner.record;

import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.IterationSeries;

/** What happened to the iterations of one scenario in one phase, as one event loop saw it in some span of time. */
public final class IterationRecord {
    private final String phase;
    private final String scenario;
    private long offered;
    private long completed;
    private long failed;
    private long dropped;
    private long incomplete;

    IterationRecord(String phase, String scenario) {
        this.phase = phase;
        this.scenario = scenario;
    }

    public void offered() {
        offered++;
    }

    public void completed() {
        completed++;
    }

    public void failed() {
        failed++;
    }

    public void dropped() {
        dropped++;
    }

    public void incomplete() {
        incomplete++;
    }

    IterationSeries series() {
        return new IterationSeries(phase, scenario, new Counts(offered, completed, failed, dropped, incomplete));
    }

    boolean isEmpty() {
        return offered + completed + failed + dropped + incomplete == 0;
    }

    void clear() {
        offered = completed = failed = dropped = incomplete = 0;
    }
}
