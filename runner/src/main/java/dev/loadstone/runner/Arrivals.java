package dev.loadstone.runner;

import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import dev.loadstone.runner.schedule.ArrivalSchedule;

/**
 * An open phase's users on one event loop. Arrivals that found no free user need no memory: a second reading of the same
 * schedule, which lags behind, knows when each of them was due.
 */
final class Arrivals implements UserSource {
    private final LoadLoop loop;
    private final int phase;
    private final Numbering numbering;
    private final boolean drop;
    private final long maxUsers;
    private final ArrivalSchedule offering;
    private final ArrivalSchedule taking;
    private long nextNanos;
    private long offered;
    private long taken;
    private long active;

    Arrivals(LoadLoop loop, int phase, Numbering numbering) {
        this.loop = loop;
        this.phase = phase;
        this.numbering = numbering;
        Shard shard = loop.shard();
        Phase plan = shard.plan().phases().get(phase);
        var load = (LoadShape.Open) plan.load();
        drop = load.drop();
        maxUsers = Math.max(1, shard.slice().share(load.maxUsers()));
        offering = ArrivalSchedule.of(plan, load, shard.slice(), shard.plan().seed());
        taking = ArrivalSchedule.of(plan, load, shard.slice(), shard.plan().seed());
        nextNanos = offering.nextNanos();
    }

    @Override
    public long nextNanos() {
        return nextNanos;
    }

    @Override
    public int fire(long now, int most) {
        int left = most;
        while (nextNanos <= now && left > 0) {
            left--;
            long dueNanos = nextNanos;
            int scenario = offer();
            if (active < maxUsers) {
                start(loop.hire(this), false);
            } else if (drop) {
                drop(scenario);
            } else {
                loop.queued(phase, scenario, dueNanos);
            }
        }
        return left;
    }

    private void drop(int scenario) {
        loop.record().usersLimited();
        taking.nextNanos();
        taken++;
        loop.dropped(phase, scenario);
    }

    private int offer() {
        int scenario = scenario(offered++);
        nextNanos = offering.nextNanos();
        loop.offered(phase, scenario);
        return scenario;
    }

    private int scenario(long arrival) {
        return loop.mix().ofArrival(loop.shard().slice().global(arrival));
    }

    /** Takes the arrival that has waited longest. */
    private void start(User user, boolean queued) {
        active++;
        long id = numbering.id(phase, loop.shard().slice().global(taken));
        int scenario = scenario(taken++);
        if (queued) {
            user.beginQueued(phase, scenario, id, taking.nextNanos());
        } else {
            user.begin(phase, scenario, id, taking.nextNanos());
        }
    }

    @Override
    public void ended(User user, long atNanos) {
        active--;
        if (taken < offered && !loop.isDraining()) {
            start(user, true);
        } else {
            loop.dismiss(user);
        }
    }

    @Override
    public void drain(long now) {
        while (nextNanos <= now) {
            offer();
        }
        nextNanos = ArrivalSchedule.NONE;
        for (; taken < offered; taken++) {
            loop.neverStarted(phase, scenario(taken), now - taking.nextNanos());
        }
    }
}
