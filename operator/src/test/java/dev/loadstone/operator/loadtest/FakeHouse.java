package dev.loadstone.operator.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.QueueStatus;
import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.api.v1alpha1.RunStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Many tests of some namespaces, of which at every step one is looked at, ends, is asked for or is suspended. */
final class FakeHouse {
    private static final LoadTestSpec SPEC = Serialization.unmarshal(LifecycleTest.yaml(1, "20s"), LoadTest.class)
            .getSpec();
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Random random;
    private final int limit;
    private final int namespaces;
    private final Map<String, Integer> limits = new HashMap<>();
    private final List<LoadTest> tests = new ArrayList<>();
    /** What the cache shows of each: it may not have the last status yet. */
    private final List<LoadTest> seen = new ArrayList<>();

    private final List<Boolean> wanted = new ArrayList<>();
    /** Tests of which every look fails, some before their turn is asked for and some after. */
    private final Set<Integer> broken = new HashSet<>();

    private Slots slots;
    private int clock;

    FakeHouse(Random random) {
        this(random, 4 + random.nextInt(20), 1 + random.nextInt(4), 1 + random.nextInt(5));
    }

    FakeHouse(Random random, int size, int namespaces, int limit) {
        this.random = random;
        this.limit = limit;
        this.namespaces = namespaces;
        for (int number = 0; number < size; number++) {
            var test = new LoadTest();
            String namespace = "n" + random.nextInt(namespaces);
            limits.putIfAbsent(namespace, random.nextInt(4));
            test.setMetadata(new ObjectMetaBuilder()
                    .withName("t" + number)
                    .withNamespace(namespace)
                    .withUid("uid-" + number)
                    .build());
            test.setSpec(SPEC);
            tests.add(test);
            seen.add(test);
            wanted.add(true);
        }
        slots = slots();
    }

    private Slots slots() {
        return new Slots(limit, limits::get);
    }

    private Instant now() {
        return NOON.plusSeconds(clock);
    }

    void step() {
        clock++;
        int index = random.nextInt(tests.size());
        LoadTest test = tests.get(index);
        switch (random.nextInt(10)) {
            case 0 -> restart();
            case 1 -> suspend(index, !test.getSpec().suspend());
            case 2 -> end(index);
            case 3 -> wanted.set(index, true);
            case 4 -> seen.set(index, test);
            default -> look(index, random.nextInt(8) == 0);
        }
    }

    /** A new operator lists all that there is. */
    private void restart() {
        slots = slots();
        for (int index = 0; index < tests.size(); index++) {
            seen.set(index, tests.get(index));
        }
    }

    private void suspend(int index, boolean now) {
        LoadTest test = copy(tests.get(index));
        test.setSpec(SPEC.suspended(now));
        tests.set(index, test);
    }

    private void end(int index) {
        RunStatus run = Observation.runOf(tests.get(index));
        if (Observation.isLive(run)) {
            write(index, run.judged(now().toString()), RunPhase.FINISHED, null);
        }
    }

    private void look(int index, boolean dies) {
        LoadTest test = tests.get(index);
        if (broken.contains(index)) {
            if (index % 2 == 0 && wanted.get(index) && !Observation.isLive(Observation.runOf(test))) {
                slots.turn(test, seen.stream(), now());
            }
        } else {
            decide(index, dies);
        }
        slots.looked(test, !broken.contains(index), now());
    }

    /** What the operator does, which may die before it has written it. */
    private void decide(int index, boolean dies) {
        LoadTest test = tests.get(index);
        RunStatus run = Observation.runOf(test);
        if (Observation.isLive(run)) {
            return;
        }
        if (test.getSpec().suspend() || !wanted.get(index)) {
            slots.settle(test);
            if (Trigger.queued(test).isPresent()) {
                write(index, run, RunPhase.SUSPENDED, null);
            }
            return;
        }
        boolean next = slots.next(List.copyOf(seen), "nobody", now()).contains(test);
        Turn turn = slots.turn(test, seen.stream(), now());
        assertThat(!next || turn instanceof Turn.Now)
                .as("who is woken may begin: %s", this)
                .isTrue();
        if (dies) {
            restart();
            return;
        }
        switch (turn) {
            case Turn.Now _ -> {
                int number = run == null ? 1 : run.number() + 1;
                write(
                        index,
                        RunStatus.planned(number, "id", 1, "h", null, "Created", 1, now().toString()),
                        RunPhase.PLANNING,
                        null);
                wanted.set(index, false);
                // A list of the cache may lag, but what the operator itself wrote is put into it.
                seen.set(index, random.nextBoolean() ? seen.get(index) : tests.get(index));
            }
            case Turn.Later later -> {
                QueueStatus before =
                        test.getStatus() == null ? null : test.getStatus().queue();
                String since = before == null ? now().toString() : before.since();
                assertThat(later.place()).as("%s", this).isBetween(1, later.waiting());
                write(
                        index,
                        run,
                        RunPhase.QUEUED,
                        new QueueStatus(later.place(), later.waiting(), later.underWay(), since, "Created"));
                seen.set(index, tests.get(index));
            }
        }
    }

    private void write(int index, RunStatus run, RunPhase phase, QueueStatus queue) {
        LoadTest test = copy(tests.get(index));
        test.setStatus(new LoadTestStatus(
                1L, phase, null, null, null, run, queue, null, null, null, null, null, null, null, null, null, null));
        tests.set(index, test);
    }

    private static LoadTest copy(LoadTest test) {
        var copy = new LoadTest();
        copy.setMetadata(test.getMetadata());
        copy.setSpec(test.getSpec());
        copy.setStatus(test.getStatus());
        return copy;
    }

    private Stream<LoadTest> live() {
        return tests.stream().filter(each -> Observation.isLive(Observation.runOf(each)));
    }

    long waiting() {
        return tests.stream().filter(each -> Trigger.queued(each).isPresent()).count();
    }

    void check() {
        assertThat(live().count()).as("runs under way, %s", this).isLessThanOrEqualTo(limit);
        limits.forEach((namespace, most) -> {
            if (most > 0) {
                assertThat(live().filter(each ->
                                each.getMetadata().getNamespace().equals(namespace)))
                        .as("runs of %s under way, %s", namespace, this)
                        .hasSizeLessThanOrEqualTo(most);
            }
        });
    }

    /** Ends one run after the other, and nothing else is asked for: all who wait must begin, each namespace's in their order. */
    void drain() {
        restart();
        for (int index = 0; index < tests.size(); index++) {
            suspend(index, false);
        }
        everybodyLooks();
        Map<String, Integer> unserved = new HashMap<>();
        while (waiting() > 0 || live().findAny().isPresent()) {
            List<LoadTest> before = List.copyOf(tests);
            clock++;
            end(tests.indexOf(live().findFirst().orElseThrow(() -> new AssertionError("nobody begins: " + this))));
            everybodyLooks();
            check();
            assertOrder(before);
            assertTurns(before, unserved);
        }
    }

    /** Of those that wait some can't begin, and nothing can be written of them: all others come to run all the same. */
    void runBesides(Set<Integer> cannot) {
        everybodyLooks();
        broken.addAll(cannot);
        for (int left = 30 * tests.size(); ranAll() < tests.size() - broken.size(); left--) {
            assertThat(left).as("runs that wait for %s: %s", broken, this).isPositive();
            clock += 10;
            live().findFirst().ifPresent(each -> end(tests.indexOf(each)));
            look();
            check();
        }
    }

    private long ranAll() {
        return IntStream.range(0, tests.size())
                .filter(index -> !broken.contains(index) && Observation.runOf(tests.get(index)) != null)
                .count();
    }

    private void everybodyLooks() {
        restart();
        look();
    }

    private void look() {
        for (int index = 0; index < tests.size(); index++) {
            look(index, false);
            seen.set(index, tests.get(index));
        }
    }

    private void assertOrder(List<LoadTest> before) {
        for (int index = 0; index < tests.size(); index++) {
            if (hasBegun(before, index)) {
                LoadTest begun = before.get(index);
                assertThat(tests.stream()
                                .filter(each -> Trigger.queued(each).isPresent()
                                        && each.getMetadata()
                                                .getNamespace()
                                                .equals(begun.getMetadata().getNamespace())))
                        .as(
                                "who waits, though %s has begun that waited less: %s",
                                begun.getMetadata().getName(), this)
                        .allMatch(each -> !since(each).isBefore(since(begun)));
            }
        }
    }

    /** While a namespace has something waiting and nothing under way, each other one begins a run at most once. */
    private void assertTurns(List<LoadTest> before, Map<String, Integer> unserved) {
        for (int index = 0; index < tests.size(); index++) {
            if (hasBegun(before, index)) {
                unserved.remove(tests.get(index).getMetadata().getNamespace());
                unserved.replaceAll((namespace, turns) -> turns + 1);
            }
        }
        for (LoadTest each : tests) {
            String namespace = each.getMetadata().getNamespace();
            boolean idle =
                    live().noneMatch(other -> other.getMetadata().getNamespace().equals(namespace));
            if (Trigger.queued(each).isPresent() && idle) {
                unserved.putIfAbsent(namespace, 0);
            } else if (!idle) {
                unserved.remove(namespace);
            }
        }
        assertThat(unserved.values())
                .as("turns of others that a namespace with nothing under way waits for: %s", this)
                .allMatch(turns -> turns < namespaces);
    }

    private boolean hasBegun(List<LoadTest> before, int index) {
        return Trigger.queued(before.get(index)).isPresent() && Observation.isLive(Observation.runOf(tests.get(index)));
    }

    private static Instant since(LoadTest test) {
        return Instant.parse(test.getStatus().queue().since());
    }

    @Override
    public String toString() {
        var text = new StringBuilder("at " + clock + ", limit " + limit + ", of namespaces " + limits);
        tests.forEach(each -> text.append('\n')
                .append(each.getMetadata().getNamespace())
                .append('/')
                .append(each.getMetadata().getName())
                .append(' ')
                .append(
                        each.getStatus() == null
                                ? "-"
                                : each.getStatus().phase() + " "
                                        + each.getStatus().queue()));
        return text.toString();
    }
}
