package dev.loadstone.runner.schedule;

import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Slice;
import java.util.Arrays;

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

    /** Whether each user has iterations of its own, which nobody else does. */
    public boolean isPerUser() {
        return perUser > 0;
    }

    /** Takes one of this user's, if there is one; there is none for users whom the phase does not have. */
    public boolean take(long user) {
        int place = place(user);
        if (place >= users) {
            return false;
        }
        if (perUser > 0) {
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

    /** Whether this user may begin none any more. */
    public boolean isSpent(long user) {
        int place = place(user);
        return place >= users || (perUser > 0 ? begunByUser[place] >= perUser : left == 0);
    }

    /** How many are left, by the users of the shard who would have begun them; empty where there is no limit. Nothing is left then. */
    public long[] forfeit() {
        var ofUsers = new long[perUser == 0 && left == UNLIMITED ? 0 : users];
        for (int place = 0; place < ofUsers.length; place++) {
            ofUsers[place] = perUser > 0 ? perUser - begunByUser[place] : new Slice(place, users).share(left);
        }
        Arrays.fill(begunByUser, perUser);
        left = left == UNLIMITED ? left : 0;
        return ofUsers;
    }

    private int place(long user) {
        return (int) ((user - shard.offset()) / shard.stride());
    }
}
