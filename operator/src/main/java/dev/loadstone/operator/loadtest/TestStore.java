package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.RunPhase;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The cache's tests: those at rest are packed when they have been looked at, since there may be thousands that nobody looks at
 * again (a schedule has them looked at), and whole only to whoever asks for one by its key. For one informer: each forgets what
 * it does not list itself.
 */
public final class TestStore implements ItemStore<LoadTest> {
    private final ConcurrentMap<String, Kept> tests = new ConcurrentHashMap<>();
    private final KubernetesSerialization serialization;

    public TestStore(KubernetesSerialization serialization) {
        this.serialization = serialization;
    }

    private sealed interface Kept {
        /** All of it, or what tells it from others. */
        LoadTest outline();

        LoadTest whole(KubernetesSerialization serialization);
    }

    private record Awake(LoadTest outline) implements Kept {
        @Override
        public LoadTest whole(KubernetesSerialization serialization) {
            return outline;
        }
    }

    private record AtRest(PackedTest packed) implements Kept {
        @Override
        public LoadTest outline() {
            return packed.outline();
        }

        @Override
        public LoadTest whole(KubernetesSerialization serialization) {
            return packed.unpack(serialization);
        }
    }

    private static boolean isAtRest(LoadTest test) {
        LoadTestStatus status = test.getStatus();
        if (status == null || status.queue() != null || test.getSpec().schedule() != null) {
            return false;
        }
        return status.phase() == RunPhase.SUSPENDED || status.run() != null && !Observation.isLive(status.run());
    }

    @Override
    public String getKey(LoadTest test) {
        return Cache.metaNamespaceKeyFunc(test);
    }

    @Override
    public @Nullable LoadTest put(String key, LoadTest test) {
        return outline(tests.put(key, new Awake(test)));
    }

    @Override
    public @Nullable LoadTest remove(String key) {
        return outline(tests.remove(key));
    }

    private static @Nullable LoadTest outline(@Nullable Kept kept) {
        return kept == null ? null : kept.outline();
    }

    @Override
    public Stream<String> keySet() {
        return tests.keySet().stream();
    }

    @Override
    public Stream<LoadTest> values() {
        return tests.values().stream().map(Kept::outline);
    }

    @Override
    public int size() {
        return tests.size();
    }

    @Override
    public @Nullable LoadTest get(String key) {
        Kept kept = tests.get(key);
        if (kept instanceof Awake(LoadTest test) && isAtRest(test)) {
            tests.replace(key, kept, new AtRest(PackedTest.of(test, serialization)));
        }
        return kept == null ? null : kept.whole(serialization);
    }

    @Override
    public boolean isFullState() {
        return false;
    }
}
