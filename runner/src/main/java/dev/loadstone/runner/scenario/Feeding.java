package dev.loadstone.runner.scenario;

import dev.loadstone.protocol.Slice;
import dev.loadstone.runner.scenario.Behaviour.Begun;
import dev.loadstone.runner.scenario.feed.Table;
import java.util.List;
import java.util.Objects;

/** Which rows of the plan's feeders the users of one event loop take. */
public final class Feeding {
    private final List<Table> feeders;
    private final Slice share;
    /** Of the feeders that all runners share: how many rows this event loop has taken. */
    private final long[] taken;

    /** @param share the event loop's part of the whole test */
    public Feeding(Program program, Slice share) {
        feeders = program.feeders();
        this.share = Objects.requireNonNull(share, "share is null");
        taken = new long[feeders.size()];
    }

    /**
     * Takes a row for the user of each of these feeders, or where one of them has none left of none.
     *
     * @param again whether a row that the user has already is to be taken again
     */
    Begun take(UserState user, int[] wanted, boolean again) {
        for (int feeder : wanted) {
            Table table = feeders.get(feeder);
            if ((again || user.row(feeder) == UserState.NO_ROW) && !table.has(next(feeder, user))) {
                return exhausted(table);
            }
        }
        for (int feeder : wanted) {
            if (again || user.row(feeder) == UserState.NO_ROW) {
                Table table = feeders.get(feeder);
                long place = take(feeder, user);
                if (!table.has(place)) {
                    // Another event loop was quicker.
                    return exhausted(table);
                }
                user.take(feeder, table.row(place));
            }
        }
        return Begun.READY;
    }

    private static Begun exhausted(Table table) {
        return switch (table.feeder().onExhausted()) {
            case END_USER -> Begun.END_USER;
            case END_TEST -> Begun.END_TEST;
            case RECYCLE -> throw new IllegalStateException("a feeder that begins anew is never exhausted");
        };
    }

    private long next(int feeder, UserState user) {
        Table table = feeders.get(feeder);
        return switch (table.feeder().distribution()) {
            case SHARED -> share.global(taken[feeder]);
            case PER_RUNNER -> table.taken();
            case UNIQUE -> Math.max(0, user.userId() - 1);
        };
    }

    private long take(int feeder, UserState user) {
        Table table = feeders.get(feeder);
        return switch (table.feeder().distribution()) {
            case SHARED -> share.global(taken[feeder]++);
            case PER_RUNNER -> table.take();
            case UNIQUE -> next(feeder, user);
        };
    }
}
