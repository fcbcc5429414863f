package dev.loadstone.runner.schedule;

import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Slice;

/**
 * How many iterations a shard's users may still begin in a closed phase. Iterations of all users together are dealt to users as
 * to players, and the users of a shard put theirs together: all shards have exactly as many as the phase.
 */
public final class IterationBudget {
    private static final long UNLIMITED = Long.MAX_VALUE;

    private final Slice shard;
    private final long perUser;
    private final long[] begunByUser;
    private final int users;
    private long left;

    public IterationBudget(LoadShape.Closed load, Slice shard) {
        this.shard = shard;
        users = (int) shard.share(load.mostUsers());
        perUser = load.iterationsPerUser();
        begunByUser = new long[perUser > 0 ? users : 0];
        left = load.iterations() > 0 ? dealt(load.iterations(), load.mostUsers(), shard) : UNLIMITED;
    }

    private static long dealt(long iterations, long users, Slice shard) {
        return iterations / users * shard.share(users) + shard.share(iterations % users);
    }

    /** Takes one of this user's, if there is one. */
    public boolean take(long user) {
        if (perUser > 0) {
            int place = place(user);
            if (begunByUser[place] >= perUser) {
                return false;
            }
            begunByUser[place]++;
            return true;
        }
        if (left == 0) {
            return false;
        }
        left -= left == UNLIMITED ? 0 : 1;
        return true;
    }

    /** Whether no user may begin one any more that has not begun one by now. */
    public boolean isSpent() {
        return left == 0;
    }

    /** How many are left to this user alone; forfeited with that, so that they count once. */
    public long forfeit(long user) {
        if (perUser == 0) {
            return 0;
        }
        int place = place(user);
        long forfeited = perUser - begunByUser[place];
        begunByUser[place] = perUser;
        return forfeited;
    }

    /** How many are left of those that users share, of which this user would have done so many; nothing is left then. */
    public long[] forfeitShared() {
        var ofUsers = new long[left == 0 || left == UNLIMITED ? 0 : users];
        for (int place = 0; place < ofUsers.length; place++) {
            ofUsers[place] = new Slice(place, users).share(left);
        }
        left = left == UNLIMITED ? left : 0;
        return ofUsers;
    }

    private int place(long user) {
        return (int) ((user - shard.offset()) / shard.stride());
    }
}
