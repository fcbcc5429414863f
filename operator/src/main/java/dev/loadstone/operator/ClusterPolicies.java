package dev.loadstone.operator;

import dev.loadstone.api.v1alpha1.LoadTestPolicy;
import dev.loadstone.operator.policy.Bounds;
import dev.loadstone.operator.policy.Policies;
import dev.loadstone.protocol.AddressRules;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The policies of the cluster, watched, and the labels of namespaces, asked for where a policy selects by them. */
final class ClusterPolicies implements Policies, AutoCloseable {
    private static final Duration LABELS_LAST = Duration.ofSeconds(30);

    private final KubernetesClient client;
    private final List<AddressRules.Refused> refused;
    private final SharedIndexInformer<LoadTestPolicy> informer;
    private final ConcurrentMap<String, Known> namespaces = new ConcurrentHashMap<>();

    private record Known(Map<String, String> labels, Instant at) {}

    /**
     * Knows all policies when it returns.
     *
     * @param changed called after each change of a policy
     */
    ClusterPolicies(KubernetesClient client, List<AddressRules.Refused> refused, Runnable changed) {
        this.client = client;
        this.refused = refused;
        informer = client.resources(LoadTestPolicy.class).inform(new Told(changed));
    }

    @Override
    public Bounds of(String namespace, Instant now) {
        List<LoadTestPolicy> all = informer.getIndexer().list();
        boolean selective = all.stream()
                .anyMatch(each -> !each.getSpec().namespaceSelector().selectsAll());
        return Bounds.of(all.stream(), selective ? labels(namespace, now) : Map.of(), refused);
    }

    private Map<String, String> labels(String namespace, Instant now) {
        Known known = namespaces.get(namespace);
        if (known != null && now.isBefore(known.at().plus(LABELS_LAST))) {
            return known.labels();
        }
        try {
            Namespace found = client.namespaces().withName(namespace).get();
            Map<String, String> labels = found == null || found.getMetadata().getLabels() == null
                    ? Map.of()
                    : Map.copyOf(found.getMetadata().getLabels());
            namespaces.put(namespace, new Known(labels, now));
            return labels;
        } catch (KubernetesClientException e) {
            if (known == null) {
                throw e;
            }
            // A run under way goes on without the API server: what was true a while ago will do.
            return known.labels();
        }
    }

    @Override
    public void close() {
        informer.close();
    }

    private record Told(Runnable changed) implements ResourceEventHandler<LoadTestPolicy> {
        @Override
        public void onAdd(LoadTestPolicy policy) {
            changed.run();
        }

        @Override
        public void onUpdate(LoadTestPolicy before, LoadTestPolicy after) {
            changed.run();
        }

        @Override
        public void onDelete(LoadTestPolicy policy, boolean stateUnknown) {
            changed.run();
        }
    }
}
