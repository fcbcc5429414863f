package dev.loadstone.runner.record;

import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.IterationSeries;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What happened to the iterations of one scenario in one phase, as one event loop saw it in some span of time. */
public final class IterationRecord implements Tally {
    private final String phase;
    private final String scenario;
    private final TimingRecord time = new TimingRecord();
    private final Map<String, long[]> errors = new HashMap<>();
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

    /** @param nanos from when it was due to its end */
    public void completed(long nanos) {
        completed++;
        time.add(nanos);
    }

    public void failed() {
        failed++;
    }

    /** What kept a user from going on, where it was no request's failure; it does not say that an iteration failed. */
    void error(String words) {
        errors.computeIfAbsent(words, unseen -> new long[1])[0]++;
    }

    public void dropped() {
        dropped++;
    }

    /** So many were to be begun by now, and never will be. */
    public void forfeited(long count) {
        offered += count;
        dropped += count;
    }

    public void incomplete() {
        incomplete++;
    }

    IterationSeries series() {
        var words = new TreeMap<String, Long>();
        errors.forEach((error, count) -> words.put(error, count[0]));
        var counts = new Counts(offered, completed, failed, dropped, incomplete);
        return new IterationSeries(phase, scenario, counts, time.snapshot(), words);
    }

    @Override
    public boolean isEmpty() {
        return offered + completed + failed + dropped + incomplete == 0 && errors.isEmpty();
    }

    @Override
    public void clear() {
        offered = completed = failed = dropped = incomplete = 0;
        time.clear();
        errors.clear();
    }
}
