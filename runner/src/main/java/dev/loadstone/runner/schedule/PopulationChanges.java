package dev.loadstone.runner.schedule;

import dev.loadstone.protocol.Slice;
import dev.loadstone.runner.schedule.Population.Change;
import java.util.ArrayList;
import java.util.List;

/** A population as it is written down from its first phase to its last: who of a shard starts and retires, and when. */
final class PopulationChanges {
    private final Slice shard;
    private final List<Change> changes = new ArrayList<>();
    private int users;
    private boolean limited;

    PopulationChanges(Slice shard) {
        this.shard = shard;
    }

    /** Linearly in that time, or at once. Starts are spread from its first instant on, retirements up to its last. */
    void become(int target, long startMillis, long durationMillis) {
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

    /** In the phase that was written down last each user did so many iterations and no more, or all did together. */
    void limit(boolean limited) {
        this.limited = limited;
    }

    /** Who stays, though after a phase with a limit he may have retired by himself, starts again. */
    void stay(int staying, long startMillis) {
        if (!limited) {
            return;
        }
        for (long user = shard.offset(); user < Math.min(users, staying); user += shard.stride()) {
            changes.add(new Change(startMillis * 1_000_000, user, true));
        }
    }

    List<Change> list() {
        return List.copyOf(changes);
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
            if (!limited) {
                return;
            }
        }
        changes.add(new Change(atNanos, user, true));
    }
}
