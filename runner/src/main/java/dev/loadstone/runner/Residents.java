package dev.loadstone.runner;

import dev.loadstone.protocol.LoadShape;
import dev.loadstone.runner.schedule.IterationBudget;
import dev.loadstone.runner.schedule.Population;
import dev.loadstone.runner.schedule.Population.Change;
import dev.loadstone.runner.schedule.ScenarioMix;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A population's users on one event loop: each begins its next iteration when the last one ends, until it retires. */
final class Residents implements UserSource {
    /** A user whose iterations do nothing would else take all of the loop's time. */
    private static final long BREATH_NANOS = 1_000_000;

    private final LoadLoop loop;
    private final Population population;
    private final Numbering numbering;
    private final ScenarioMix mix;
    private final List<Stage> stages;
    private final List<Change> changes;
    private final Map<Long, Seat> taken = new HashMap<>();
    private final Set<Long> gone = new HashSet<>();
    private long startNanos;
    private int done;
    private int settled;
    private boolean draining;
    /** When it next has something to do: of all iterations that end, few do so later. */
    private long nextNanos = Long.MAX_VALUE;

    /** A phase of the population. */
    private record Stage(int place, long endNanos, IterationBudget budget) {}

    Residents(LoadLoop loop, Population population, Numbering numbering) {
        this.loop = loop;
        this.population = population;
        this.numbering = numbering;
        Shard shard = loop.shard();
        mix = shard.mix(population.places().getFirst());
        stages = population.places().stream().map(place -> stage(shard, place)).toList();
        changes = population.changes(shard.slice());
    }

    private static Stage stage(Shard shard, int place) {
        var phase = shard.phase(place);
        var budget = new IterationBudget((LoadShape.Closed) phase.load(), shard.slice());
        return new Stage(place, phase.endMillis() * 1_000_000, budget);
    }

    @Override
    public void begin(long startNanos) {
        this.startNanos = startNanos;
        skipIdle();
        lookAhead();
    }

    @Override
    public long nextNanos() {
        return nextNanos;
    }

    private boolean isOver() {
        return draining || done == changes.size() && settled == stages.size();
    }

    @Override
    public long endNanos() {
        return isOver() ? startNanos : startNanos + stages.getLast().endNanos();
    }

    @Override
    public int fire(long now, int most) {
        settle(now);
        int left = most;
        while (nextChangeNanos() <= now && left > 0) {
            left--;
            apply(changes.get(done++));
        }
        skipIdle();
        lookAhead();
        return left;
    }

    private void apply(Change change) {
        Seat present = taken.get(change.user());
        if (present != null) {
            present.want(change.starts());
        } else if (change.starts()) {
            start(change.user(), startNanos + change.atNanos());
        }
    }

    private void start(long number, long dueNanos) {
        Stage stage = stageAt(dueNanos);
        if (draining || gone.contains(number) || !stage.budget().take(number)) {
            return;
        }
        var seat = new Seat(number);
        taken.put(number, seat);
        User user = loop.hire(this);
        user.enter(this, seat, mix.ofUser(number), numbering.id(stage.place(), number));
        iterate(user, stage, dueNanos);
    }

    private void iterate(User user, Stage stage, long dueNanos) {
        loop.record().iteration(stage.place(), mix.ofUser(user.seat().number())).offered();
        user.iterate(stage.place(), dueNanos);
    }

    private Stage stageAt(long nanos) {
        return stages.get(population.indexAt(nanos - startNanos));
    }

    @Override
    public void ended(User user, long atNanos) {
        // Who is to retire at an instant that has passed retires now, though the alarm for it may ring a little later.
        if (atNanos >= nextNanos) {
            fire(atNanos, Integer.MAX_VALUE);
        }
        Stage stage = stageAt(atNanos);
        if (user.isExiting()) {
            gone.add(user.seat().number());
            user.leave(atNanos);
        } else if (!user.seat().isWanted() || draining) {
            user.leave(atNanos);
        } else if (stage.budget().take(user.seat().number())) {
            iterate(user, stage, atNanos);
        } else {
            user.seat().want(false);
            user.leave(atNanos);
        }
    }

    @Override
    public void left(User user, long atNanos) {
        // As for who ended an iteration: what was to happen up to this instant comes first.
        fire(atNanos, Integer.MAX_VALUE);
        Seat seat = user.seat();
        taken.remove(seat.number());
        loop.dismiss(user);
        if (seat.isWanted()) {
            start(seat.number(), atNanos);
        }
        skipIdle();
        lookAhead();
        if (isOver()) {
            loop.setAlarm();
        }
    }

    @Override
    public long breathNanos() {
        return BREATH_NANOS;
    }

    /** The iterations of phases that are over, and were not begun, never will be; whoever leaves takes only his own with him. */
    private void settle(long now) {
        while (!draining && settled < stages.size() && nextEndNanos() <= now) {
            forfeit(stages.get(settled++));
        }
    }

    private void forfeit(Stage stage) {
        var slice = loop.shard().slice();
        long[] left = stage.budget().forfeit();
        for (int n = 0; n < left.length; n++) {
            long number = slice.global(n);
            boolean wasOnesOwn = stage.budget().isPerUser() && gone.contains(number);
            if (left[n] > 0 && !wasOnesOwn) {
                loop.record().iteration(stage.place(), mix.ofUser(number)).forfeited(left[n]);
            }
        }
    }

    /** Passes over what will change nothing; when nothing else is left and nobody is there, the phases are over before their time. */
    private void skipIdle() {
        while (done < changes.size() && isIdle(changes.get(done))) {
            done++;
        }
        if (taken.isEmpty() && done == changes.size()) {
            settle(Long.MAX_VALUE);
        }
    }

    private void lookAhead() {
        nextNanos = draining ? Long.MAX_VALUE : Math.min(nextChangeNanos(), nextEndNanos());
    }

    private long nextChangeNanos() {
        return done < changes.size() ? startNanos + changes.get(done).atNanos() : Long.MAX_VALUE;
    }

    private long nextEndNanos() {
        return settled < stages.size() ? startNanos + stages.get(settled).endNanos() : Long.MAX_VALUE;
    }

    private boolean isIdle(Change change) {
        if (taken.containsKey(change.user())) {
            return false;
        }
        return !change.starts()
                || gone.contains(change.user())
                || stageAt(startNanos + change.atNanos()).budget().isSpent(change.user());
    }

    @Override
    public void drain(long now) {
        settle(now);
        draining = true;
        lookAhead();
    }
}
