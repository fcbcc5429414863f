package dev.loadstone.runner;

import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.Timing;
import dev.loadstone.runner.http.HttpClient;
import dev.loadstone.runner.http.Transport;
import dev.loadstone.runner.record.LoopRecord;
import dev.loadstone.runner.scenario.Op;
import dev.loadstone.runner.scenario.Request;
import dev.loadstone.runner.schedule.ScenarioMix;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * One event loop's part of the load. It shares nothing with the others: its slice of the schedule, users, connections, timers
 * and counters are its own, and all but its constructor runs on its thread.
 */
final class LoadLoop {
    /** So much may start before responses are looked at again. */
    private static final int BATCH = 256;

    private final Shard shard;
    private final RunClock clock;
    private final ScenarioMix mix;
    private final HttpClient client;
    private final Alarm alarm;
    private final Runnable finished;
    private final List<UserSource> sources = new ArrayList<>();
    private final PriorityQueue<User> sleepers = new PriorityQueue<>();
    private final List<User> users = new ArrayList<>();
    private final ArrayDeque<User> free = new ArrayDeque<>();
    private LoopRecord record;
    private boolean draining;
    private boolean stopping;
    private boolean over;
    private long lastNanos = Long.MAX_VALUE;

    LoadLoop(Shard shard, EventLoop loop, Transport transport, RunClock clock, Runnable finished) {
        this.shard = shard;
        this.clock = clock;
        this.finished = finished;
        var plan = shard.plan();
        mix = new ScenarioMix(plan.scenarios(), plan.seed());
        record = newRecord();
        client = new HttpClient(
                loop,
                transport,
                List.of(plan.target()),
                shard.slice(),
                LoadLoop::noFile,
                clock,
                () -> record.socketsLimited());
        alarm = new Alarm(loop, clock, this::ring);
        var numbering = new Numbering(plan.phases());
        for (int phase = 0; phase < plan.phases().size(); phase++) {
            Phase each = plan.phases().get(phase);
            if (each.load() instanceof LoadShape.Open) {
                sources.add(new Arrivals(this, phase, numbering));
            }
        }
        sources.add(new Residents(this, numbering));
    }

    private static byte[] noFile(String name) {
        throw new IllegalArgumentException("the plan has no file named " + name);
    }

    LoopRecord newRecord() {
        return new LoopRecord(shard.plan().phases(), shard.program());
    }

    void start() {
        setAlarm();
    }

    /** All that was counted since the last time; from now on the loop counts into the other one. */
    LoopRecord swap(LoopRecord empty) {
        LoopRecord full = record;
        record = empty;
        return full;
    }

    int activeUsers() {
        return users.size() - free.size();
    }

    /**
     * Starts no iteration any more, and waits for what is under way.
     *
     * @param stopping starts no request of an iteration either
     */
    void drain(long mostNanos, boolean stopping) {
        long now = clock.getAsLong();
        lastNanos = Math.min(lastNanos, now + mostNanos);
        if (!draining) {
            draining = true;
            sources.forEach(source -> source.drain(now));
        }
        this.stopping |= stopping;
        sleepers.clear();
        users.forEach(User::drain);
        setAlarm();
        endIfIdle();
    }

    void close() {
        alarm.cancel();
        client.close();
    }

    private void ring() {
        long now = clock.getAsLong();
        if (draining && now >= lastNanos) {
            sleepers.clear();
            users.forEach(user -> user.cutOff(now));
            end();
            return;
        }
        try {
            fire(now);
        } finally {
            // Whatever a user did: a loop without an alarm would never end its load.
            setAlarm();
        }
    }

    private void fire(long now) {
        int left = BATCH;
        for (int i = 0; i < sources.size(); i++) {
            left = sources.get(i).fire(now, left);
        }
        for (; left > 0 && !sleepers.isEmpty() && sleepers.peek().wakeNanos() <= now; left--) {
            sleepers.remove().wake();
        }
        // What was due before the end starts, though a batch was too small for all of it.
        if (!draining && now >= shard.endNanos() && nextOfSources() > now) {
            drain(shard.plan().gracefulStopMillis() * 1_000_000, false);
        }
    }

    private void setAlarm() {
        long next = Math.min(nextOfSources(), draining ? lastNanos : shard.endNanos());
        if (!sleepers.isEmpty()) {
            next = Math.min(next, sleepers.peek().wakeNanos());
        }
        if (!over) {
            alarm.set(next);
        }
    }

    private long nextOfSources() {
        long next = Long.MAX_VALUE;
        for (int i = 0; i < sources.size(); i++) {
            next = Math.min(next, sources.get(i).nextNanos());
        }
        return next;
    }

    private void endIfIdle() {
        if (draining && activeUsers() == 0) {
            end();
        }
    }

    private void end() {
        if (!over) {
            over = true;
            alarm.cancel();
            finished.run();
        }
    }

    User hire(UserSource source) {
        User user = free.pollLast();
        if (user == null) {
            user = new User(
                    this, new ScenarioBehaviour(shard.program(), shard.plan().seed()), source);
            users.add(user);
        }
        user.hire(source);
        return user;
    }

    void dismiss(User user) {
        free.addLast(user);
        endIfIdle();
    }

    void sleep(User user) {
        sleepers.add(user);
        alarm.set(user.wakeNanos());
    }

    /** An iteration became due, and with it its first request, where it begins with one. */
    void offered(int phase, int scenario) {
        record.iteration(phase, scenario).offered();
        if (firstOp(scenario) instanceof Request first) {
            record.request(phase, first).offered();
        }
    }

    /** An iteration that is due waits for a user: how late that was seen is the generator's doing, the wait is not. */
    void queued(int phase, int scenario, long dueNanos) {
        if (firstOp(scenario) instanceof Request first) {
            record.request(phase, first).time(Timing.SCHEDULER_LAG, now() - dueNanos);
        }
    }

    void dropped(int phase, int scenario) {
        record.iteration(phase, scenario).dropped();
        if (firstOp(scenario) instanceof Request first) {
            record.request(phase, first).dropped();
        }
    }

    /** The run ended while the iteration was queued. */
    void neverStarted(int phase, int scenario, long waitedNanos) {
        record.iteration(phase, scenario).incomplete();
        if (firstOp(scenario) instanceof Request first) {
            record.request(phase, first).incomplete(waitedNanos);
        }
    }

    boolean startsWithRequest(int scenario) {
        return firstOp(scenario) instanceof Request;
    }

    private Op firstOp(int scenario) {
        return shard.program().scenarios().get(scenario).op(0);
    }

    Shard shard() {
        return shard;
    }

    ScenarioMix mix() {
        return mix;
    }

    HttpClient client() {
        return client;
    }

    LoopRecord record() {
        return record;
    }

    long now() {
        return clock.getAsLong();
    }

    /** No further iteration starts. */
    boolean isDraining() {
        return draining;
    }

    /** No further request starts. */
    boolean isStopping() {
        return stopping;
    }

    /** Nothing is waited for after this instant. */
    long lastNanos() {
        return lastNanos;
    }
}
