package dev.loadstone.runner.schedule;

import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.Slice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The users of closed phases that follow each other without a gap and have the same scenarios: only the difference between two
 * phases starts or retires, and at the end of the last one all retire. Who came last goes first.
 */
public final class Population {
    private final List<Phase> phases;
    private final List<Integer> places = new ArrayList<>();

    private Population(List<Phase> phases) {
        this.phases = phases;
    }

    /**
     * A user starts, or may begin no further iteration.
     *
     * @param atNanos after the start of the run
     * @param user number among all users of the population, from 0
     */
    public record Change(long atNanos, long user, boolean starts) {}

    /** All of a plan, in the order in which they begin; each closed phase is in one of them. */
    public static List<Population> of(List<Phase> phases) {
        var populations = new ArrayList<Population>();
        IntStream.range(0, phases.size())
                .filter(place -> phases.get(place).load() instanceof LoadShape.Closed)
                .boxed()
                .sorted(Comparator.comparingLong(place -> phases.get(place).startMillis()))
                .forEach(place -> populations.stream()
                        .filter(population -> population.goesOnIn(phases.get(place)))
                        .findFirst()
                        .orElseGet(() -> {
                            var begun = new Population(phases);
                            populations.add(begun);
                            return begun;
                        })
                        .places
                        .add(place));
        return List.copyOf(populations);
    }

    private boolean goesOnIn(Phase next) {
        Phase last = phases.get(places.getLast());
        return last.endMillis() == next.startMillis()
                && Set.copyOf(last.scenarios()).equals(Set.copyOf(next.scenarios()));
    }

    /** Places of its phases in the plan, in time order. */
    public List<Integer> places() {
        return List.copyOf(places);
    }

    /** Index, among the places, of the phase that an iteration belongs to which is due at this instant: the one that began last. */
    public int indexAt(long nanos) {
        int found = 0;
        while (found + 1 < places.size() && phases.get(places.get(found + 1)).startMillis() * 1_000_000 <= nanos) {
            found++;
        }
        return found;
    }

    /** What happens to the users of this shard, in time order. */
    public List<Change> changes(Slice shard) {
        var changes = new PopulationChanges(shard);
        for (int place : places) {
            Phase phase = phases.get(place);
            var load = (LoadShape.Closed) phase.load();
            changes.stay(load.from(), phase.startMillis());
            changes.become(load.from(), phase.startMillis(), 0);
            changes.become(load.users(), phase.startMillis(), phase.durationMillis());
            changes.limit(load.iterations() > 0 || load.iterationsPerUser() > 0);
        }
        changes.become(0, phases.get(places.getLast()).endMillis(), 0);
        return changes.list();
    }
}
