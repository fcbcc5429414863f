package dev.loadstone.operator.loadtest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** The time of a simulated world: what is due happens in its order, and nothing takes any. It keeps a log of what happened last. */
final class ChaosTime extends Clock {
    private static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");
    private static final int LOGGED = 400;

    private record Due(Instant at, long order, Runnable what) {}

    final Random random;
    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::order));
    private final Deque<String> log = new ArrayDeque<>();
    private Instant now = BEGIN;
    private long order;

    ChaosTime(long seed) {
        random = new Random(seed);
    }

    void after(long millis, Runnable what) {
        // No two things happen at quite the same instant.
        queue.add(new Due(now.plusNanos(millis * 1_000_000 + random.nextInt(1000) * 1000L), order++, what));
    }

    /** After this time, or some of it. */
    void within(long leastMillis, long mostMillis, Runnable what) {
        after(random.nextLong(leastMillis, mostMillis + 1), what);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    void run(Duration time) {
        Instant end = now.plus(time);
        until(end, () -> false);
        now = end;
    }

    /** @return whether it was so before this instant */
    boolean until(Instant deadline, BooleanSupplier so) {
        while (!so.getAsBoolean()) {
            Due next = queue.peek();
            if (next == null || next.at().isAfter(deadline)) {
                return false;
            }
            queue.remove();
            now = next.at();
            next.what().run();
        }
        return true;
    }

    long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, now);
    }

    Duration elapsed() {
        return Duration.between(BEGIN, now);
    }

    void log(String what, Object... arguments) {
        if (log.size() == LOGGED) {
            log.removeFirst();
        }
        log.addLast("%9.3f  ".formatted(elapsed().toNanos() / 1e9) + what.formatted(arguments));
    }

    String lastEvents() {
        return log.stream().collect(Collectors.joining("\n"));
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
