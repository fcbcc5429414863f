package dev.loadstone.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Remembers every Job and every runner's pod that ever came to be in a scene, also when it has long gone. */
final class Witness implements AutoCloseable {
    private final Map<String, HasMetadata> seen = new ConcurrentHashMap<>();
    private final SharedIndexInformer<Job> jobs;
    private final SharedIndexInformer<Pod> pods;

    private Witness(Scene scene) {
        var client = scene.client();
        jobs = client.batch().v1().jobs().inNamespace(scene.namespace()).inform(remembering());
        pods = client.pods()
                .inNamespace(scene.namespace())
                .withLabel("app.kubernetes.io/managed-by", "loadstone")
                .inform(remembering());
    }

    static Witness of(Scene scene) {
        return new Witness(scene);
    }

    /** How many pods were made for this test. */
    int pods(String test) {
        return count(Pod.class, test);
    }

    /** How many Jobs were made for this test. */
    int jobs(String test) {
        return count(Job.class, test);
    }

    private int count(Class<? extends HasMetadata> kind, String test) {
        Set<String> uids = seen.entrySet().stream()
                .filter(each -> kind.isInstance(each.getValue()))
                .filter(each -> test.equals(each.getValue().getMetadata().getLabels().get("loadstone.dev/test")))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return uids.size();
    }

    private <T extends HasMetadata> ResourceEventHandler<T> remembering() {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(T object) {
                seen.put(object.getMetadata().getUid(), object);
            }

            @Override
            public void onUpdate(T old, T object) {
                onAdd(object);
            }

            @Override
            public void onDelete(T object, boolean unknown) {
                onAdd(object);
            }
        };
    }

    @Override
    public void close() {
        jobs.close();
        pods.close();
    }
}
