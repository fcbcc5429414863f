package dev.loadstone.runner;

import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import dev.loadstone.runner.schedule.Population;
import dev.loadstone.runner.schedule.Population.Change;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The closed phases' users on one event loop: each begins its next iteration when the last one ends, until it retires. */
final class Residents implements UserSource {
    private final LoadLoop loop;
    private final Numbering numbering;
    private final List<Change> changes;
    private final Map<Long, User> users = new HashMap<>();
    private int done;

    Residents(LoadLoop loop, Numbering numbering) {
        this.loop = loop;
        this.numbering = numbering;
        changes = Population.changes(loop.shard().plan().phases(), loop.shard().slice());
    }

    @Override
    public long nextNanos() {
        return done == changes.size() ? Long.MAX_VALUE : changes.get(done).atNanos();
    }

    @Override
    public int fire(long now, int most) {
        int left = most;
        while (nextNanos() <= now && left > 0) {
            left--;
            Change change = changes.get(done++);
            User present = users.get(change.user());
            if (present != null) {
                present.retire(!change.starts());
            } else if (change.starts()) {
                User user = loop.hire(this);
                user.settle(change.user());
                users.put(change.user(), user);
                iterate(user, change.atNanos());
            }
        }
        return left;
    }

    private void iterate(User user, long dueNanos) {
        int phase = phaseAt(dueNanos);
        int scenario = loop.mix().ofUser(user.resident());
        loop.offered(phase, scenario);
        user.begin(phase, scenario, numbering.id(phase, user.resident()), dueNanos);
    }

    /** The closed phase that began last: they don't overlap, and between them nobody is there. */
    private int phaseAt(long nanos) {
        List<Phase> phases = loop.shard().plan().phases();
        int found = -1;
        long latest = -1;
        for (int i = 0; i < phases.size(); i++) {
            long start = phases.get(i).startMillis() * 1_000_000;
            if (phases.get(i).load() instanceof LoadShape.Closed && start <= nanos && start > latest) {
                found = i;
                latest = start;
            }
        }
        return found;
    }

    @Override
    public void ended(User user, long atNanos) {
        // Who is to retire at an instant that has passed retires now, though the alarm for it may ring a little later.
        fire(atNanos, Integer.MAX_VALUE);
        if (user.isRetiring() || loop.isDraining()) {
            users.remove(user.resident());
            loop.dismiss(user);
        } else {
            iterate(user, atNanos);
        }
    }

    @Override
    public void drain(long now) {
        done = changes.size();
    }
}
