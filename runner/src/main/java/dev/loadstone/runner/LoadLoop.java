package dev.loadstone.runner;

import dev.loadstone.runner.http.Gate;
import dev.loadstone.runner.http.HttpClient;
import dev.loadstone.runner.record.LoopRecord;
import dev.loadstone.runner.scenario.Behaviour;
import dev.loadstone.runner.scenario.Feeding;
import dev.loadstone.runner.scenario.ScenarioBehaviour;
import dev.loadstone.runner.schedule.DueQueue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One event loop's part of the load. It shares nothing with the others: its slice of the schedule, users, connections, timers
 * and counters are its own, and all but its constructor runs on its thread. Its instants are those of the monotonic clock.
 */
final class LoadLoop {
    /** What a loop tells, on its own thread. */
    interface Listener {
        /** Nothing is under way any more, and nothing will start. */
        void finished();

        /** One of its users ended the test. */
        void testEnded();

        /** A target is where load may not go: the sentence says why. */
        void refused(String sentence);

        /** There is nothing left to do for users of this runner. */
        void runnerEnded();
    }

    /** So much may start before responses are looked at again. */
    private static final int BATCH = 256;

    private final Shard shard;
    private final Station station;
    private final Supplier<Behaviour> behaviours;
    private final HttpClient client;
    private final Alarm alarm;
    private final Listener listener;
    private final List<UserSource> sources;
    private final DueQueue<Progress> sleepers = new DueQueue<>();
    private final List<User> users = new ArrayList<>();
    private final ArrayDeque<User> free = new ArrayDeque<>();
    private LoopRecord record;
    private boolean draining;
    private boolean stopping;
    private boolean over;
    private long startNanos;
    private long lastNanos = Long.MAX_VALUE;

    LoadLoop(Shard shard, Station station, Function<LoadLoop, List<UserSource>> sources, Listener listener) {
        this(shard, station, sources, listener, behaviours(shard, station));
    }

    /** @param behaviours of its users, one for each that is at work at the same time as the others */
    LoadLoop(
            Shard shard,
            Station station,
            Function<LoadLoop, List<UserSource>> sources,
            Listener listener,
            Supplier<Behaviour> behaviours) {
        this.shard = shard;
        this.station = station;
        this.listener = listener;
        this.behaviours = behaviours;
        record = shard.newRecord();
        client = new HttpClient(
                station.thread(),
                station.transport(),
                shard.plan().allTargets(),
                shard.slice(),
                new Gate(shard.plan().addresses(), listener::refused),
                shard.work().files(),
                station.clocks().monotonic(),
                () -> record.socketsLimited());
        alarm = new Alarm(station.thread(), station.clocks().monotonic(), this::ring);
        this.sources = sources.apply(this);
    }

    private static Supplier<Behaviour> behaviours(Shard shard, Station station) {
        var feeding = new Feeding(shard.program(), shard.slice());
        return () -> new ScenarioBehaviour(
                shard.program(), feeding, shard.plan().seed(), station.clocks().wall()::millis);
    }

    /** Opens the connections that are to be open before the start. */
    CompletionStage<Void> preconnect() {
        return client.preconnect();
    }

    /** Everything that is due from this instant on happens. */
    void start(long atNanos) {
        startNanos = atNanos;
        sources.forEach(source -> source.begin(atNanos));
        setAlarm();
    }

    /** All that was counted since the last time; from now on the loop counts into the other one. */
    LoopRecord swap(LoopRecord empty) {
        LoopRecord full = record;
        record = empty;
        record.atWork(activeUsers());
        return full;
    }

    int activeUsers() {
        return users.size() - free.size();
    }

    /** As at the end of the last phase: starts no iteration any more, and waits for what is under way. */
    void finish() {
        if (!draining) {
            drain(shard.plan().gracefulStopMillis() * 1_000_000, false);
        }
    }

    /** What its users need is used up on this runner, though perhaps not on others. */
    void endRunner() {
        if (!draining) {
            listener.runnerEnded();
            finish();
        }
    }

    /** One of its users ends the test. */
    void endTest() {
        if (!draining) {
            listener.testEnded();
            finish();
        }
    }

    /** Starts no request any more either, and waits no longer than this. */
    void stop(long mostNanos) {
        drain(mostNanos, true);
    }

    private void drain(long mostNanos, boolean stopping) {
        long now = now();
        lastNanos = Math.min(lastNanos, now + mostNanos);
        if (!draining) {
            draining = true;
            sources.forEach(source -> source.drain(now));
        }
        this.stopping |= stopping;
        sleepers.clear();
        tellUsers(user -> user.progress().drain(), () -> {
            setAlarm();
            endIfIdle();
        });
    }

    /** Whatever one of them does, the others are told, and then what follows is done. */
    private void tellUsers(Consumer<User> order, Runnable then) {
        RuntimeException first = null;
        for (int i = 0; i < users.size(); i++) {
            try {
                order.accept(users.get(i));
            } catch (RuntimeException e) {
                first = first == null ? e : first;
            }
        }
        then.run();
        if (first != null) {
            throw first;
        }
    }

    void close() {
        alarm.cancel();
        client.close();
    }

    private void ring() {
        long now = now();
        if (draining && now >= lastNanos) {
            stopping = true;
            sleepers.clear();
            tellUsers(user -> user.progress().cutOff(now), this::end);
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
            UserSource source = sources.get(i);
            left = source.nextNanos() > now ? left : source.fire(now, left);
        }
        for (; left > 0 && sleepers.nextNanos() <= now; left--) {
            sleepers.remove().wake();
        }
        // What was due before the end starts, though a batch was too small for all of it.
        if (now >= endOfSources() && nextOfSources() > now) {
            finish();
        }
    }

    /** A source may have something to do, or be over, earlier than it said. */
    void setAlarm() {
        long next = Math.min(nextOfSources(), draining ? lastNanos : endOfSources());
        if (!over) {
            alarm.set(Math.min(next, sleepers.nextNanos()));
        }
    }

    private long nextOfSources() {
        long next = Long.MAX_VALUE;
        for (int i = 0; i < sources.size(); i++) {
            next = Math.min(next, sources.get(i).nextNanos());
        }
        return next;
    }

    private long endOfSources() {
        long end = startNanos;
        for (int i = 0; i < sources.size(); i++) {
            end = Math.max(end, sources.get(i).endNanos());
        }
        return end;
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
            listener.finished();
        }
    }

    User hire(UserSource source) {
        User user = free.pollLast();
        if (user == null) {
            user = new User(this, behaviours.get(), source);
            users.add(user);
        }
        record.atWork(activeUsers());
        return user;
    }

    void dismiss(User user) {
        free.addLast(user);
        endIfIdle();
    }

    void sleep(Progress user, long nanos) {
        sleepers.add(user, nanos);
        alarm.set(nanos);
    }

    Shard shard() {
        return shard;
    }

    HttpClient client() {
        return client;
    }

    LoopRecord record() {
        return record;
    }

    long now() {
        return station.nanos();
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
