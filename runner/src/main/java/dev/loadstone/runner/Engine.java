package dev.loadstone.runner;

import dev.loadstone.protocol.Interval;
import dev.loadstone.runner.health.HealthProbe;
import dev.loadstone.runner.record.Intervals;
import dev.loadstone.runner.record.LoopRecord;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs a load and reads its counters once a second. It belongs to the control thread. */
final class Engine {
    /** What the engine tells. */
    interface Listener {
        /** A second is over. */
        void second(Interval interval, int activeUsers);

        /** A user of this runner ended the test. */
        void testEnded();

        /** The load is over; every second was told. */
        void over();

        /** A second could not be told: there will be no figures. */
        void failed(Throwable why);
    }

    private static final long SECOND = 1_000_000_000;
    /** What is in flight gets this long on a stop, so that a runner is drained within two seconds. */
    private static final long STOP_NANOS = 1_500_000_000;

    private final Load load;
    private final RunClock clock;
    private final HealthProbe probe;
    private final ScheduledExecutorService control;
    private final Listener listener;
    private final Intervals intervals = new Intervals();
    private @Nullable ScheduledFuture<?> timer;
    private long secondsDue;
    private boolean reading;
    private boolean over;

    /** @param clock has the instant at which the load starts */
    Engine(Load load, RunClock clock, HealthProbe probe, ScheduledExecutorService control, Listener listener) {
        this.load = load;
        this.clock = clock;
        this.probe = probe;
        this.control = control;
        this.listener = listener;
    }

    void start() {
        load.finished().thenRunAsync(this::over, control);
        load.testEnded().thenRunAsync(listener::testEnded, control);
        load.start(clock.startNanos());
        control.schedule(probe::begin, -clock.getAsLong(), TimeUnit.NANOSECONDS);
        awaitSecond();
    }

    /** Ends as at the end of the last phase. */
    void finish() {
        load.finish();
    }

    void stop() {
        load.stop(STOP_NANOS);
    }

    /** Everything up to now; the same that the seconds say together. */
    Optional<Interval> total() {
        return intervals.total();
    }

    private void awaitSecond() {
        secondsDue++;
        long delay = Math.max(0, secondsDue * SECOND - clock.getAsLong());
        timer = control.schedule(this::read, delay, TimeUnit.NANOSECONDS);
    }

    private void over() {
        over = true;
        if (timer != null) {
            timer.cancel(false);
        }
        if (!reading) {
            read();
        }
    }

    private void read() {
        reading = true;
        boolean last = over;
        load.take(control).thenAccept(counts -> told(counts, last)).exceptionally(why -> {
            listener.failed(why);
            return null;
        });
    }

    private void told(List<Load.Count> counts, boolean last) {
        reading = false;
        List<LoopRecord> records = counts.stream().map(Load.Count::record).toList();
        boolean usersLimited = records.stream().anyMatch(LoopRecord::isUsersLimited);
        boolean socketsLimited = records.stream().anyMatch(LoopRecord::isSocketsLimited);
        var interval = intervals.next(records, series -> probe.sample(series, usersLimited, socketsLimited));
        int activeUsers = counts.stream().mapToInt(Load.Count::activeUsers).sum();
        load.reuse(counts);
        listener.second(interval, activeUsers);
        if (last) {
            load.close().thenRunAsync(listener::over, control);
        } else if (over) {
            read();
        } else {
            awaitSecond();
        }
    }
}
