package dev.loadstone.runner.schedule;

import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.Slice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How the population of a shard changes over the closed phases. Where one begins at the instant at which the last one ended
 * they share their users, and only the difference starts or retires; at the end of any other closed phase all retire. Who came
 * last goes first.
 */
public final class Population {
    private final Slice shard;
    private final List<Change> changes = new ArrayList<>();
    private int users;

    private Population(Slice shard) {
        this.shard = shard;
    }

    /**
     * A user starts, or may begin no further iteration.
     *
     * @param atNanos after the start of the run
     * @param user number among all users of the run, from 0
     */
    public record Change(long atNanos, long user, boolean starts) {}

    /**
     * In time order.
     *
     * @throws IllegalArgumentException where two closed phases overlap, because a user can be in one only
     */
    public static List<Change> changes(List<Phase> phases, Slice shard) {
        var population = new Population(shard);
        long endMillis = 0;
        var closedPhases = phases.stream()
                .filter(phase -> phase.load() instanceof LoadShape.Closed)
                .sorted(Comparator.comparingLong(Phase::startMillis))
                .toList();
        for (Phase phase : closedPhases) {
            if (phase.startMillis() < endMillis) {
                throw new IllegalArgumentException("closed phase " + phase.name() + " overlaps the one before it");
            }
            if (phase.startMillis() > endMillis) {
                population.become(0, endMillis, 0);
            }
            var load = (LoadShape.Closed) phase.load();
            population.become(load.from(), phase.startMillis(), 0);
            population.become(load.users(), phase.startMillis(), phase.durationMillis());
            endMillis = phase.endMillis();
        }
        population.become(0, endMillis, 0);
        return List.copyOf(population.changes);
    }

    /** Linearly in that time, or at once. Starts are spread from its first instant on, retirements up to its last. */
    private void become(int target, long startMillis, long durationMillis) {
        long difference = Math.abs((long) target - users);
        if (target > users) {
            for (long user = firstFrom(users); user < target; user += shard.stride()) {
                start(startMillis * 1_000_000 + part(user - users, difference, durationMillis), user);
            }
        } else {
            for (long user = firstFrom(users) - shard.stride(); user >= target; user -= shard.stride()) {
                changes.add(new Change(
                        startMillis * 1_000_000 + part(users - user, difference, durationMillis), user, false));
            }
        }
        users = target;
    }

    /** The lowest number of the shard that is not below this. */
    private long firstFrom(int user) {
        return shard.global(shard.share(user));
    }

    /** Cut to the nanosecond; the duration is divided first because the product of all may not fit. */
    private static long part(long n, long of, long durationMillis) {
        long nanos = durationMillis * 1_000_000;
        return n * (nanos / of) + n * (nanos % of) / of;
    }

    private void start(long atNanos, long user) {
        if (!changes.isEmpty() && changes.getLast().equals(new Change(atNanos, user, false))) {
            // The last one of a falling ramp leaves at the very instant at which the next phase wants it back.
            changes.removeLast();
        } else {
            changes.add(new Change(atNanos, user, true));
        }
    }
}
