package dev.loadstone.runner.record;

import dev.loadstone.protocol.CheckCount;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.RequestKey;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.Timing;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What happened to one request of one phase, as one event loop saw it in some span of time. */
public final class RequestRecord implements Tally {
    private static final Timing[] TIMINGS = Timing.values();

    private final RequestKey key;
    private final List<String> checkNames;
    private final @Nullable TimingRecord[] timings = new TimingRecord[TIMINGS.length];
    private final long[] checksPassed;
    private final long[] checksFailed;
    private final Map<ErrorClass, long[]> errors = new HashMap<>();
    private long offered;
    private long completed;
    private long failed;
    private long dropped;
    private long incomplete;
    private long bytesSent;
    private long bytesReceived;
    private long redirects;

    RequestRecord(RequestKey key, List<String> checkNames) {
        this.key = key;
        this.checkNames = checkNames;
        checksPassed = new long[checkNames.size()];
        checksFailed = new long[checkNames.size()];
    }

    public void offered() {
        offered++;
    }

    public void completed() {
        completed++;
    }

    public void failed(ErrorClass error) {
        failed++;
        errors.computeIfAbsent(error, unseen -> new long[1])[0]++;
    }

    public void dropped() {
        dropped++;
    }

    /** Still under way, or still queued, when the run ended: it would have taken at least this long. */
    public void incomplete(long waitedNanos) {
        incomplete++;
        time(Timing.RESPONSE_TIME, waitedNanos);
    }

    public void time(Timing timing, long nanos) {
        TimingRecord record = timings[timing.ordinal()];
        if (record == null) {
            record = new TimingRecord();
            timings[timing.ordinal()] = record;
        }
        record.add(nanos);
    }

    /** Bit n stands for the n-th check's name. */
    public void checks(long passed, long failed) {
        for (int i = 0; i < checksPassed.length; i++) {
            checksPassed[i] += passed >>> i & 1;
            checksFailed[i] += failed >>> i & 1;
        }
    }

    public void bytes(long sent, long received) {
        bytesSent += sent;
        bytesReceived += received;
    }

    /** So many hops were followed. */
    public void redirects(int hops) {
        redirects += hops;
    }

    RequestSeries series() {
        var histograms = new EnumMap<Timing, LatencyHistogram>(Timing.class);
        for (Timing timing : TIMINGS) {
            TimingRecord record = timings[timing.ordinal()];
            LatencyHistogram histogram = record == null ? LatencyHistogram.EMPTY : record.snapshot();
            if (histogram.count() > 0) {
                histograms.put(timing, histogram);
            }
        }
        var classes = new TreeMap<ErrorClass, Long>();
        errors.forEach((error, count) -> classes.put(error, count[0]));
        var checks = new TreeMap<String, CheckCount>();
        for (int i = 0; i < checksPassed.length; i++) {
            checks.merge(checkNames.get(i), new CheckCount(checksPassed[i], checksFailed[i]), CheckCount::plus);
        }
        var counts = new Counts(offered, completed, failed, dropped, incomplete);
        return new RequestSeries(key, counts, histograms, classes, checks, bytesSent, bytesReceived, redirects);
    }

    @Override
    public boolean isEmpty() {
        return offered + completed + failed + dropped + incomplete == 0
                && Arrays.stream(timings).allMatch(timing -> timing == null || timing.isEmpty());
    }

    @Override
    public void clear() {
        for (TimingRecord timing : timings) {
            if (timing != null) {
                timing.clear();
            }
        }
        for (int i = 0; i < checksPassed.length; i++) {
            checksPassed[i] = 0;
            checksFailed[i] = 0;
        }
        errors.clear();
        offered = completed = failed = dropped = incomplete = bytesSent = bytesReceived = redirects = 0;
    }
}
