package dev.loadstone.operator.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is asked, in whatever order, by operators that die and caches that lag: the limits hold, and everybody comes to run. */
class SlotsTest {
    private static final int ROUNDS = 40;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void limitsHoldNobodyStarvesAndOrderIsKept(int block) {
        for (int round = 0; round < ROUNDS; round++) {
            var random = new Random(1000L * block + round);
            var house = new FakeHouse(random);
            for (int step = 0; step < 400; step++) {
                house.step();
                house.check();
            }
            house.drain();
        }
    }

    @Test
    void whoeverCannotBeginKeepsNobodyElseWaiting() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            var random = new Random(seed);
            var house = new FakeHouse(random, 12, 1 + seed % 3, 1 + seed % 2);
            house.runBesides(random.ints(5, 0, 12).boxed().collect(Collectors.toSet()));
        }
    }

    /** Its pod may be on a node that is gone: that takes hours. */
    @Test
    void aTestThatIsBeingDeletedHoldsItsSlotForAMinute() {
        LoadTest test = Serialization.unmarshal(LifecycleTest.yaml(1, "20s"), LoadTest.class);
        test.getMetadata().setDeletionTimestamp("2026-03-01T12:00:00Z");
        test.setStatus(Serialization.unmarshal(
                "phase: Running\nrun: {number: 1, createdAt: '2026-03-01T11:59:00Z'}", LoadTestStatus.class));
        assertThat(Claim.of(test, Instant.parse("2026-03-01T12:00:59Z")).holds())
                .isTrue();
        assertThat(Claim.of(test, Instant.parse("2026-03-01T12:01:00Z")).holds())
                .isFalse();
    }

    /** The cache may still show the one whose end it is about. */
    @Test
    void whoIsWokenIsWhoseNamespaceWasNotServedJustNow() {
        String queued = "phase: Queued\nqueue: {place: 1, waiting: 2, underWay: 1, trigger: Created, since: '%s'}";
        LoadTest first = seen("first", "one", "phase: Running\nrun: {number: 1, createdAt: '2026-03-01T11:59:00Z'}");
        LoadTest second = seen("second", "one", queued.formatted("2026-03-01T11:59:10Z"));
        LoadTest third = seen("third", "two", queued.formatted("2026-03-01T11:59:20Z"));
        var slots = new Slots(1, namespace -> 0);
        Instant now = Instant.parse("2026-03-01T12:00:00Z");
        assertThat(slots.next(List.of(first, second, third), "first", now)).containsExactly(third);
    }

    private static LoadTest seen(String name, String namespace, String status) {
        LoadTest test = Serialization.unmarshal(LifecycleTest.yaml(1, "20s"), LoadTest.class);
        test.getMetadata().setName(name);
        test.getMetadata().setUid(name);
        test.getMetadata().setNamespace(namespace);
        test.setStatus(Serialization.unmarshal(status, LoadTestStatus.class));
        return test;
    }

    @Test
    @Timeout(60)
    void anApiServerThatIsSlowToTellALimitKeepsNobodyElseWaiting() throws InterruptedException {
        var asked = new CountDownLatch(1);
        var answered = new CountDownLatch(1);
        var slots = new Slots(1, namespace -> {
            asked.countDown();
            try {
                answered.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return 0;
        });
        LoadTest test = Serialization.unmarshal(LifecycleTest.yaml(1, "20s"), LoadTest.class);
        test.getMetadata().setNamespace("slow");
        test.getMetadata().setUid("slow");
        Instant now = Instant.parse("2026-03-01T12:00:00Z");
        Thread waiting = Thread.ofVirtual().start(() -> slots.turn(test, Stream.of(test), now));
        asked.await();
        slots.settle(test);
        slots.looked(test, true, now);
        answered.countDown();
        waiting.join();
    }

    @Test
    void everybodyInALongQueueComesToRun() {
        var house = new FakeHouse(new Random(1), 100, 8, 5);
        house.drain();
        assertThat(house.waiting()).isZero();
    }
}
