package dev.loadstone.operator.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.QueueStatus;
import dev.loadstone.api.v1alpha1.RunPhase;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TestStoreTest {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    private final TestStore store = new TestStore(JSON);

    private static World finished() {
        var world = new World(LifecycleTest.yaml(1, "5s"), 1);
        world.test.getMetadata().setResourceVersion("17");
        world.untilFinished(Duration.ofSeconds(30));
        return world;
    }

    /** As the reconciler does with each that is new or changed. */
    private String putAndLook(LoadTest test) {
        String key = store.getKey(test);
        store.put(key, test);
        assertThat(store.get(key)).isSameAs(test);
        return key;
    }

    @Test
    void aTestAtRestComesOutAsItWentIn() {
        LoadTest test = finished().test;
        String key = putAndLook(test);
        assertThat(key).isEqualTo("shop/catalogue");
        assertThat(JSON.asJson(store.get(key))).isEqualTo(JSON.asJson(test));
        assertThat(store.get(key).getStatus()).isEqualTo(test.getStatus());
        assertThat(Trigger.of(store.get(key)))
                .as("nothing that calls for a run")
                .isEmpty();
    }

    @Test
    void aTestUnderWayIsNotPacked() {
        var world = new World(LifecycleTest.yaml(1, "20s"), 1);
        world.untilPhase(RunPhase.RUNNING);
        assertThat(store.get(putAndLook(world.test))).isSameAs(world.test);
    }

    @Test
    void aTestThatWaitsForItsTurnOrItsTimeIsNotPacked() {
        LoadTest queued = finished().test;
        queued.setStatus(queued.getStatus().withQueue(new QueueStatus(1, 1, 50, "2026-03-01T12:00:00Z", "RunAt")));
        assertThat(store.get(putAndLook(queued))).isSameAs(queued);

        var world = new World(LifecycleTest.yaml(1, "5s") + "  schedule: {cron: '@hourly'}\n", 1);
        world.requestRun("now");
        world.untilFinished(Duration.ofSeconds(30));
        assertThat(store.get(putAndLook(world.test))).isSameAs(world.test);
    }

    @Test
    void whatIsListedTellsWhichItIsAndNoMore() {
        LoadTest test = finished().test;
        putAndLook(test);
        assertThat(store.values()).singleElement().satisfies(listed -> {
            assertThat(listed.getMetadata().getUid())
                    .isEqualTo(test.getMetadata().getUid());
            assertThat(listed.getMetadata().getResourceVersion()).isEqualTo("17");
            assertThat(listed.getMetadata().getGeneration()).isEqualTo(1);
            assertThat(store.getKey(listed)).isEqualTo("shop/catalogue");
            assertThat(listed.getStatus().phase()).as("what meters count").isEqualTo(RunPhase.FINISHED);
            assertThat(listed.getStatus().run())
                    .as("who was served when is still known")
                    .isEqualTo(test.getStatus().run().outline());
        });
        assertThat(store.isFullState()).isFalse();
    }

    @Test
    void whatWasThereIsGivenBack() {
        LoadTest test = finished().test;
        String key = putAndLook(test);
        test.getMetadata().setResourceVersion("18");
        assertThat(store.put(key, test).getMetadata().getResourceVersion()).isEqualTo("17");
        assertThat(store.remove(key).getMetadata().getResourceVersion()).isEqualTo("18");
        assertThat(store.remove(key)).isNull();
        assertThat(store.get(key)).isNull();
        assertThat(store.size()).isZero();
    }

    @Test
    void aTestAtRestTakesLessThanItsText() {
        LoadTest test = finished().test;
        int text = JSON.asJson(test).getBytes(StandardCharsets.UTF_8).length;
        assertThat(PackedTest.of(test, JSON).json()).hasSizeLessThan(text / 2);
    }
}
