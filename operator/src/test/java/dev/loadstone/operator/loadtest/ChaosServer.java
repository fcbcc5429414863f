package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An API server: objects with versions, of which everybody is told that watches. Who calls it may be refused, or not hear whether
 * it was done. What it has handed out never changes.
 */
final class ChaosServer {
    /** Names an object. */
    record Key(String kind, String name) {
        static Key of(HasMetadata object) {
            return new Key(object.getKind(), object.getMetadata().getName());
        }
    }

    /** Is told of each change, in their order. */
    interface Watcher {
        /** @param after null where the object is gone */
        void changed(Key key, @Nullable HasMetadata before, @Nullable HasMetadata after);
    }

    static final String NAMESPACE = "shop";

    private final ChaosTime time;
    private final Map<Key, HasMetadata> objects = new LinkedHashMap<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private long version;
    private long uids;
    /** Nobody reaches it. */
    boolean away;
    /** The namespace takes no Job more. */
    boolean quota;
    /** How many of its calls fail. */
    double trouble;
    /** Writes of the operators that changed something. */
    int writes;

    ChaosServer(ChaosTime time) {
        this.time = time;
    }

    void watch(Watcher watcher) {
        watchers.add(watcher);
    }

    void unwatch(Watcher watcher) {
        watchers.remove(watcher);
    }

    @Nullable
    HasMetadata get(Key key) {
        return objects.get(key);
    }

    @Nullable
    LoadTest test(String name) {
        return (LoadTest) objects.get(new Key("LoadTest", name));
    }

    List<HasMetadata> list() {
        return List.copyOf(objects.values());
    }

    <T> Stream<T> all(Class<T> kind) {
        return list().stream().filter(kind::isInstance).map(kind::cast);
    }

    /** What an operator asks of it, over a network that may fail before or after. */
    <T> T call(Supplier<T> request) {
        if (away) {
            throw new KubernetesClientException("connection refused");
        }
        double luck = time.random.nextDouble();
        if (luck < trouble / 2) {
            throw failed(luck < trouble / 4 ? 500 : 429, "InternalError", "etcdserver: leader changed");
        }
        T answer = request.get();
        if (luck < trouble) {
            throw new KubernetesClientException("timeout: the answer was lost");
        }
        return answer;
    }

    HasMetadata create(HasMetadata object) {
        Key key = Key.of(object);
        if (objects.containsKey(key)) {
            throw failed(409, "AlreadyExists", key + " already exists");
        }
        if (quota && object instanceof Job) {
            throw failed(403, "Forbidden", "exceeded quota: count/jobs.batch");
        }
        writes++;
        time.log("%s is created", key);
        return put(object);
    }

    /** @throws KubernetesClientException where the object is another one, or not as it was read */
    LoadTest writeStatus(LoadTest read, LoadTestStatus status) {
        Key key = Key.of(read);
        LoadTest there = (LoadTest) objects.get(key);
        if (there == null) {
            throw failed(404, "NotFound", key + " not found");
        }
        ObjectMeta meta = there.getMetadata();
        if (!meta.getUid().equals(read.getMetadata().getUid())
                || !meta.getResourceVersion().equals(read.getMetadata().getResourceVersion())) {
            throw failed(409, "Conflict", key + " has been modified");
        }
        writes++;
        return (LoadTest) put(copy(there, there.getSpec(), status, meta));
    }

    /** A user's change. */
    void edit(LoadTest test, UnaryOperator<LoadTestSpec> change) {
        ObjectMeta meta = new ObjectMetaBuilder(test.getMetadata())
                .withGeneration(test.getMetadata().getGeneration() + 1)
                .build();
        put(copy(test, change.apply(test.getSpec()), test.getStatus(), meta));
    }

    void annotate(LoadTest test, String key, String value) {
        put(copy(
                test,
                test.getSpec(),
                test.getStatus(),
                new ObjectMetaBuilder(test.getMetadata())
                        .addToAnnotations(key, value)
                        .build()));
    }

    /** Begins a deletion that waits for what the test owns. */
    void mark(LoadTest test) {
        put(copy(
                test,
                test.getSpec(),
                test.getStatus(),
                new ObjectMetaBuilder(test.getMetadata())
                        .withDeletionTimestamp(time.instant().toString())
                        .build()));
    }

    private static LoadTest copy(LoadTest of, LoadTestSpec spec, @Nullable LoadTestStatus status, ObjectMeta meta) {
        var copy = new LoadTest();
        copy.setMetadata(new ObjectMetaBuilder(meta).build());
        copy.setSpec(spec);
        copy.setStatus(status);
        return copy;
    }

    /** The object as it is from now on; the caller gives it away. */
    HasMetadata put(HasMetadata object) {
        ObjectMeta meta = object.getMetadata();
        if (meta.getUid() == null) {
            meta.setUid("00000000-1111-4222-8333-%012d".formatted(++uids));
            meta.setNamespace(NAMESPACE);
            meta.setCreationTimestamp(time.instant().toString());
        }
        meta.setResourceVersion(Long.toString(++version));
        Key key = Key.of(object);
        HasMetadata before = objects.put(key, object);
        tell(key, before, object);
        return object;
    }

    void remove(Key key) {
        HasMetadata before = objects.remove(key);
        if (before != null) {
            time.log("%s is gone", key);
            tell(key, before, null);
        }
    }

    private void tell(Key key, @Nullable HasMetadata before, @Nullable HasMetadata after) {
        List.copyOf(watchers).forEach(each -> each.changed(key, before, after));
    }

    private static KubernetesClientException failed(int code, String reason, String message) {
        var status = new StatusBuilder()
                .withCode(code)
                .withReason(reason)
                .withMessage(message)
                .build();
        return new KubernetesClientException(message, code, status);
    }
}
