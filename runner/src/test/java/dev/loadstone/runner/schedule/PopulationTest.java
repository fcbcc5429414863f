package dev.loadstone.runner.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.Slice;
import dev.loadstone.runner.schedule.Population.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PopulationTest {
    private static final Comparator<Change> ORDER = Comparator.comparingLong(Change::atNanos)
            .thenComparing(Change::starts)
            .thenComparingLong(Change::user);

    @Test
    void aRampStartsEachUserAtItsShareOfTheTime() {
        assertThat(whole(closed(0, 1000, 0, 4), closed(1000, 500, 4, 4)))
                .containsExactly(
                        starts(0, 0),
                        starts(250, 1),
                        starts(500, 2),
                        starts(750, 3),
                        retires(1500, 3),
                        retires(1500, 2),
                        retires(1500, 1),
                        retires(1500, 0));
    }

    @Test
    void aFallingRampIsTheMirrorImage() {
        assertThat(whole(closed(0, 1000, 4, 0)).subList(4, 8))
                .containsExactly(retires(250, 3), retires(500, 2), retires(750, 1), retires(1000, 0));
    }

    @Test
    void onlyTheDifferenceStartsOrRetires() {
        assertThat(whole(closed(0, 1000, 2, 2), closed(1000, 1000, 3, 3), closed(2000, 1000, 1, 1)))
                .containsExactly(
                        starts(0, 0),
                        starts(0, 1),
                        starts(1000, 2),
                        retires(2000, 2),
                        retires(2000, 1),
                        retires(3000, 0));
    }

    @Test
    void whoWouldLeaveAndComeBackAtTheSameInstantStays() {
        assertThat(whole(closed(0, 1000, 2, 0), closed(1000, 1000, 2, 2)))
                .containsExactly(
                        starts(0, 0),
                        starts(0, 1),
                        retires(500, 1),
                        starts(1000, 1),
                        retires(2000, 1),
                        retires(2000, 0));
    }

    @Test
    void anOpenPhaseBetweenRetiresAll() {
        var open = new LoadShape.Open(1, 1, 1000, LoadShape.Arrivals.UNIFORM, 1, false);

        assertThat(whole(closed(0, 1000, 1, 1), new Phase("o", 1000, 1000, false, open), closed(2000, 1000, 1, 1)))
                .containsExactly(starts(0, 0), retires(1000, 0), starts(2000, 0), retires(3000, 0));
    }

    @Test
    void phasesThatOverlapHaveUsersOfTheirOwn() {
        List<Phase> phases = List.of(closed(0, 1000, 1, 1), closed(999, 1000, 2, 2), closed(1000, 1000, 1, 1));

        assertThat(Population.of(phases).stream().map(Population::places)).containsExactly(List.of(0, 2), List.of(1));
    }

    @Test
    void phasesOfOtherScenariosHaveUsersOfTheirOwn() {
        List<Phase> phases = List.of(
                closed(0, 1000, 1, 1),
                closed(1000, 1000, 1, 1, "a", "b"),
                closed(2000, 1000, 1, 1, "b", "a"),
                closed(3000, 1000, 1, 1, "a"));

        assertThat(Population.of(phases).stream().map(Population::places))
                .containsExactly(List.of(0), List.of(1, 2), List.of(3));
    }

    @Test
    void anIterationBelongsToThePhaseThatBeganLast() {
        var population = Population.of(List.of(closed(1000, 1000, 1, 1), closed(0, 1000, 1, 1)))
                .getFirst();

        assertThat(population.places()).containsExactly(1, 0);
        assertThat(population.indexAt(0)).isZero();
        assertThat(population.indexAt(999_999_999)).isZero();
        assertThat(population.indexAt(1_000_000_000)).isEqualTo(1);
        assertThat(population.indexAt(Long.MAX_VALUE)).isEqualTo(1);
    }

    @Test
    void whoStaysAfterAPhaseWithALimitStartsAgain() {
        var limited = new Phase("l", 0, 1000, false, new LoadShape.Closed(3, 3, 9L, 0L));

        assertThat(whole(limited, closed(1000, 1000, 2, 3)))
                .containsExactly(
                        starts(0, 0),
                        starts(0, 1),
                        starts(0, 2),
                        starts(1000, 0),
                        starts(1000, 1),
                        starts(1000, 2),
                        retires(2000, 2),
                        retires(2000, 1),
                        retires(2000, 0));
    }

    @Test
    void aMillionUsersInADayDoNotOverflow() {
        List<Change> changes = whole(closed(0, 86_400_000, 0, 1_000_000));

        assertThat(changes.get(500_000)).isEqualTo(new Change(43_200_000_000_000L, 500_000, true));
    }

    @Test
    void randomPlansAreTheUnionOfTheirShards() {
        var random = new Random(11);
        for (int round = 0; round < 300; round++) {
            Phase[] phases = randomPhases(random);
            int shards = 1 + random.nextInt(9);

            var union = new ArrayList<Change>();
            IntStream.range(0, shards)
                    .mapToObj(k -> changes(List.of(phases), Slice.WHOLE.part(k, shards)))
                    .forEach(union::addAll);

            assertThat(union.stream().sorted(ORDER))
                    .as("%s on %d", List.of(phases), shards)
                    .isEqualTo(whole(phases).stream().sorted(ORDER).toList());
            assertAlwaysTheLine(phases);
        }
    }

    /** After each change the population is the line's value at that time, rounded up; and nobody starts who is there. */
    private static void assertAlwaysTheLine(Phase[] phases) {
        var present = new HashSet<Long>();
        List<Change> changes = whole(phases);
        long lastNanos = 0;
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            assertThat(change.atNanos()).isGreaterThanOrEqualTo(lastNanos);
            lastNanos = change.atNanos();
            assertThat(change.starts() ? present.add(change.user()) : present.remove(change.user()))
                    .as("%s is possible", change)
                    .isTrue();
            boolean settled = i + 1 == changes.size() || changes.get(i + 1).atNanos() != change.atNanos();
            if (settled) {
                assertThat((double) present.size())
                        .as("population after %s", change)
                        .isBetween(line(phases, change.atNanos()) - 1e-3, line(phases, change.atNanos()) + 1 + 1e-3);
            }
        }
        assertThat(present).isEmpty();
    }

    private static double line(Phase[] phases, long atNanos) {
        for (Phase phase : phases) {
            double part = (atNanos / 1e6 - phase.startMillis()) / phase.durationMillis();
            if (part >= 0 && part < 1) {
                var load = (LoadShape.Closed) phase.load();
                return load.from() + (load.users() - load.from()) * part;
            }
        }
        return 0;
    }

    private static Phase[] randomPhases(Random random) {
        var phases = new Phase[1 + random.nextInt(4)];
        long startMillis = random.nextInt(50);
        for (int i = 0; i < phases.length; i++) {
            phases[i] = closed(startMillis, 1 + random.nextInt(100), random.nextInt(30), 1 + random.nextInt(30));
            startMillis = phases[i].endMillis() + (random.nextBoolean() ? 0 : random.nextInt(20));
        }
        return phases;
    }

    private static List<Change> whole(Phase... phases) {
        return changes(List.of(phases), Slice.WHOLE);
    }

    private static List<Change> changes(List<Phase> phases, Slice shard) {
        return Population.of(phases).stream()
                .flatMap(population -> population.changes(shard).stream())
                .toList();
    }

    private static Phase closed(long startMillis, long durationMillis, int from, int users, String... scenarios) {
        var load = new LoadShape.Closed(from, users);
        return new Phase("p" + startMillis, startMillis, durationMillis, false, load, List.of(scenarios));
    }

    private static Change starts(long atMillis, long user) {
        return new Change(atMillis * 1_000_000, user, true);
    }

    private static Change retires(long atMillis, long user) {
        return new Change(atMillis * 1_000_000, user, false);
    }
}
