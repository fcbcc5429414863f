package dev.loadstone.runner;

import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.Slice;
import dev.loadstone.protocol.Timing;
import dev.loadstone.runner.record.LoopRecord;
import dev.loadstone.runner.scenario.Request;
import dev.loadstone.runner.schedule.ArrivalSchedule;
import dev.loadstone.runner.schedule.ScenarioMix;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An open phase's users on one event loop. Arrivals that found no free user need no memory: a second reading of the same
 * schedule, which lags behind, knows when each of them was due.
 */
final class Arrivals implements UserSource {
    private final LoadLoop loop;
    private final int phase;
    private final Numbering numbering;
    private final ScenarioMix mix;
    private final Slice slice;
    private final long phaseEndNanos;
    private final boolean drop;
    private final long maxUsers;
    private final ArrivalSchedule offering;
    private final ArrivalSchedule taking;
    /** The request that is due when the arrival is, by scenario: it is counted even where the arrival never gets to it. */
    private final @Nullable Request[] firsts;

    private long startNanos;
    private long nextNanos = ArrivalSchedule.NONE;
    private long offered;
    private long taken;
    private long active;

    Arrivals(LoadLoop loop, int phase, Numbering numbering) {
        this.loop = loop;
        this.phase = phase;
        this.numbering = numbering;
        Shard shard = loop.shard();
        Phase plan = shard.phase(phase);
        var load = (LoadShape.Open) plan.load();
        slice = shard.slice();
        mix = shard.mix(phase);
        phaseEndNanos = plan.endMillis() * 1_000_000;
        drop = load.drop();
        maxUsers = Math.max(1, slice.share(load.maxUsers()));
        offering = ArrivalSchedule.of(plan, load, slice, shard.plan().seed());
        taking = ArrivalSchedule.of(plan, load, slice, shard.plan().seed());
        firsts = IntStream.range(0, shard.plan().scenarios().size())
                .mapToObj(scenario -> firstRequest(shard, scenario))
                .toArray(Request[]::new);
    }

    private static @Nullable Request firstRequest(Shard shard, int scenario) {
        boolean starts = shard.plan().scenarios().get(scenario).onStart() != null;
        return starts
                ? null
                : shard.program().scenarios().get(scenario).firstRequest().orElse(null);
    }

    @Override
    public void begin(long startNanos) {
        this.startNanos = startNanos;
        advance();
    }

    private void advance() {
        long next = offering.nextNanos();
        nextNanos = next == ArrivalSchedule.NONE ? next : startNanos + next;
    }

    @Override
    public long nextNanos() {
        return nextNanos;
    }

    @Override
    public long endNanos() {
        return startNanos + phaseEndNanos;
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
            } else if (firsts[scenario] != null) {
                // How late that was seen is the generator's doing, the wait for a user is not.
                record().request(phase, firsts[scenario]).time(Timing.SCHEDULER_LAG, loop.now() - dueNanos);
            }
        }
        return left;
    }

    private int offer() {
        int scenario = scenario(offered++);
        advance();
        record().iteration(phase, scenario).offered();
        if (firsts[scenario] != null) {
            record().request(phase, firsts[scenario]).offered();
        }
        return scenario;
    }

    private void drop(int scenario) {
        record().usersLimited();
        taking.nextNanos();
        taken++;
        record().iteration(phase, scenario).dropped();
        if (firsts[scenario] != null) {
            record().request(phase, firsts[scenario]).dropped();
        }
    }

    private int scenario(long arrival) {
        return mix.ofArrival(slice.global(arrival));
    }

    /** Takes the arrival that has waited longest. */
    private void start(User user, boolean queued) {
        active++;
        long id = numbering.id(phase, slice.global(taken));
        int scenario = scenario(taken++);
        long dueNanos = startNanos + taking.nextNanos();
        user.enter(this, Seat.NONE, scenario, id);
        user.arrive(phase, dueNanos, firsts[scenario], queued);
    }

    @Override
    public void ended(User user, long atNanos) {
        user.leave(atNanos);
    }

    @Override
    public void left(User user, long atNanos) {
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
            int scenario = scenario(taken);
            long waitedNanos = now - startNanos - taking.nextNanos();
            record().iteration(phase, scenario).incomplete();
            if (firsts[scenario] != null) {
                record().request(phase, firsts[scenario]).incomplete(waitedNanos);
            }
        }
    }

    private LoopRecord record() {
        return loop.record();
    }
}
