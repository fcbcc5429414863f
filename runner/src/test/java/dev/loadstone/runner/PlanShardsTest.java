package dev.loadstone.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.Scenario;
import dev.loadstone.protocol.Slice;
import dev.loadstone.protocol.ThinkStep;
import dev.loadstone.runner.schedule.ArrivalSchedule;
import dev.loadstone.runner.schedule.IterationBudget;
import dev.loadstone.runner.schedule.Population;
import dev.loadstone.runner.schedule.ScenarioMix;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Whatever plan is divided among however many runners and loops, together they do the plan: the same users, instants and scenarios. */
class PlanShardsTest {
    private static final List<Scenario> SCENARIOS = IntStream.range(0, 4)
            .mapToObj(i -> new Scenario("s" + i, 1 + i * i, List.of(new ThinkStep(1, 1))))
            .toList();

    /** Something that begins or ends, with all that is known of it. */
    private record Event(String phase, long atNanos, long userId, int scenario, boolean starts)
            implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return toString().compareTo(other.toString());
        }
    }

    @Test
    void theShardsOfAPlanAreThePlan() {
        var random = new Random(17);
        for (int round = 0; round < 300; round++) {
            List<Phase> phases = randomPhases(random);
            int runners = 1 + random.nextInt(5);
            int loops = 1 + random.nextInt(4);
            var union = new TreeSet<Event>();
            for (Slice shard : shards(runners, loops)) {
                for (Event event : events(phases, shard)) {
                    assertThat(union.add(event)).as("%s is new", event).isTrue();
                }
            }
            assertThat(union)
                    .as("%s on %d x %d", phases, runners, loops)
                    .isEqualTo(new TreeSet<>(events(phases, Slice.WHOLE)));
        }
    }

    @Test
    void atEachInstantTheShardsHaveThePlansUsers() {
        var random = new Random(18);
        for (int round = 0; round < 100; round++) {
            List<Phase> phases = randomPhases(random);
            int runners = 1 + random.nextInt(5);
            for (Population population : Population.of(phases)) {
                long atNanos = random.nextLong(3_000_000_000L);
                var present = shards(runners, 2).stream()
                        .flatMapToLong(shard -> present(population, shard, atNanos))
                        .sorted();
                assertThat(present.toArray())
                        .as("%s at %d", phases, atNanos)
                        .isEqualTo(present(population, Slice.WHOLE, atNanos)
                                .sorted()
                                .toArray());
            }
        }
    }

    @Test
    void theShardsHaveThePlansIterations() {
        var random = new Random(19);
        for (int round = 0; round < 200; round++) {
            long iterations = 1 + random.nextInt(1000);
            var load = new LoadShape.Closed(random.nextInt(50), 1 + random.nextInt(50), iterations, 0L);
            long left = shards(1 + random.nextInt(5), 1 + random.nextInt(4)).stream()
                    .map(shard -> new IterationBudget(load, shard))
                    .flatMapToLong(budget -> LongStream.of(budget.forfeit()))
                    .sum();
            assertThat(left).as("%s", load).isEqualTo(iterations);
        }
    }

    private static List<Slice> shards(int runners, int loops) {
        return IntStream.range(0, runners * loops)
                .mapToObj(i -> Slice.WHOLE.part(i / loops, runners).part(i % loops, loops))
                .toList();
    }

    private static LongStream present(Population population, Slice shard, long atNanos) {
        var users = new TreeSet<Long>();
        population.changes(shard).stream()
                .takeWhile(change -> change.atNanos() <= atNanos)
                .forEach(change -> {
                    if (change.starts()) {
                        users.add(change.user());
                    } else {
                        users.remove(change.user());
                    }
                });
        return users.stream().mapToLong(Long::longValue);
    }

    private static List<Event> events(List<Phase> phases, Slice shard) {
        var numbering = new Numbering(phases);
        var events = new ArrayList<Event>();
        for (int place = 0; place < phases.size(); place++) {
            Phase phase = phases.get(place);
            if (phase.load() instanceof LoadShape.Open open) {
                var mix = new ScenarioMix(SCENARIOS, phase.scenarios(), 5);
                var schedule = ArrivalSchedule.of(phase, open, shard, 5);
                long n = 0;
                for (long due = schedule.nextNanos(); due != ArrivalSchedule.NONE; due = schedule.nextNanos()) {
                    long number = shard.global(n++);
                    events.add(new Event(phase.name(), due, numbering.id(place, number), mix.ofArrival(number), true));
                }
            }
        }
        for (Population population : Population.of(phases)) {
            int first = population.places().getFirst();
            var mix = new ScenarioMix(SCENARIOS, phases.get(first).scenarios(), 5);
            for (Population.Change change : population.changes(shard)) {
                long id = numbering.id(first, change.user());
                events.add(new Event("closed", change.atNanos(), id, mix.ofUser(change.user()), change.starts()));
            }
        }
        return events;
    }

    private static List<Phase> randomPhases(Random random) {
        var phases = new ArrayList<Phase>();
        long cursor = 0;
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            boolean overlapping = random.nextInt(3) == 0;
            long startMillis = overlapping ? random.nextInt(1000) : cursor;
            long millis = 1 + random.nextInt(500);
            cursor = overlapping ? cursor : cursor + millis;
            List<String> names = random.nextBoolean() ? List.of() : List.of("s" + random.nextInt(2), "s3");
            phases.add(new Phase("p" + i, startMillis, millis, false, load(random), names));
        }
        return phases;
    }

    private static LoadShape load(Random random) {
        return random.nextBoolean()
                ? new LoadShape.Open(
                        random.nextInt(300), 1 + random.nextInt(300), 1000, LoadShape.Arrivals.UNIFORM, 5, false)
                : new LoadShape.Closed(random.nextInt(20), 1 + random.nextInt(20));
    }
}
