package dev.loadstone.runner.scenario;

import dev.loadstone.protocol.Feeder.Distribution;
import dev.loadstone.protocol.Slice;
import dev.loadstone.runner.scenario.Behaviour.Begun;
import dev.loadstone.runner.scenario.feed.Table;
import java.util.List;
import java.util.Objects;

/** Which rows of the plan's feeders the users of one event loop take. */
public final class Feeding {
    private final List<Table> feeders;
    private final List<Takers> takers;
    private final Slice share;

    /** @param share the event loop's part of the whole test */
    public Feeding(Program program, Slice share) {
        feeders = program.feeders();
        takers = program.takers();
        this.share = Objects.requireNonNull(share, "share is null");
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
                return exhausted(feeder);
            }
        }
        for (int feeder : wanted) {
            if (again || user.row(feeder) == UserState.NO_ROW) {
                Table table = feeders.get(feeder);
                long place = take(feeder, user);
                if (!table.has(place)) {
                    // Another event loop was quicker.
                    return exhausted(feeder);
                }
                user.take(feeder, table.row(place));
            }
        }
        return Begun.READY;
    }

    private Begun exhausted(int feeder) {
        Table table = feeders.get(feeder);
        boolean othersHaveSome = table.feeder().distribution() == Distribution.SHARED
                && !takers.get(feeder).isOne();
        return switch (table.feeder().onExhausted()) {
            case END_USER -> Begun.END_USER;
            case END_TEST -> othersHaveSome ? Begun.END_RUNNER : Begun.END_TEST;
            case RECYCLE -> throw new IllegalStateException("a feeder that begins anew is never exhausted");
        };
    }

    private long next(int feeder, UserState user) {
        Table table = feeders.get(feeder);
        return switch (table.feeder().distribution()) {
            case SHARED -> takers.get(feeder).place(share, table.taken());
            case PER_RUNNER -> table.taken();
            case UNIQUE -> Math.max(0, user.userId() - 1);
        };
    }

    private long take(int feeder, UserState user) {
        Table table = feeders.get(feeder);
        return switch (table.feeder().distribution()) {
            case SHARED -> takers.get(feeder).place(share, table.take());
            case PER_RUNNER -> table.take();
            case UNIQUE -> next(feeder, user);
        };
    }
}
