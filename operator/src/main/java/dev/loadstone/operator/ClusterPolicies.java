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
import org.jspecify.annotations.Nullable;

/** The policies of the cluster, watched, and the labels of namespaces, asked for where a policy selects by them. */
final class ClusterPolicies implements Policies, AutoCloseable {
    private static final Duration LABELS_LAST = Duration.ofSeconds(30);

    /** Labels of which nobody can say that they are still so hold for runs to come no longer than this. */
    private static final Duration LABELS_HOLD = Duration.ofMinutes(10);

    private static final Duration ASKED_AGAIN = Duration.ofSeconds(5);
    private static final Duration FORGOTTEN = Duration.ofHours(1);
    private static final long PAGE = 100;

    private final KubernetesClient client;
    private final List<AddressRules.Refused> refused;
    private final SharedIndexInformer<LoadTestPolicy> informer;
    private final ConcurrentMap<String, Known> namespaces = new ConcurrentHashMap<>();

    /**
     * @param at when the labels were so
     * @param until when they are asked for again
     * @param doubt why they may be others by now; null where they are not
     */
    private record Known(
            Map<String, String> labels,
            Instant at,
            Instant until,
            @Nullable String doubt) {}

    /**
     * Knows all policies when it returns.
     *
     * @param changed called after each change of a policy
     */
    ClusterPolicies(KubernetesClient client, List<AddressRules.Refused> refused, Runnable changed) {
        this.client = client;
        this.refused = refused;
        informer = client.resources(LoadTestPolicy.class).withLimit(PAGE).inform(new Told(changed));
    }

    @Override
    public Bounds of(String namespace, Instant now) {
        List<LoadTestPolicy> all = informer.getIndexer().list();
        boolean selective = all.stream()
                .anyMatch(each -> !each.getSpec().namespaceSelector().selectsAll());
        if (!selective) {
            return Bounds.of(all.stream(), Map.of(), refused);
        }
        Known known = known(namespace, now);
        return Bounds.of(all.stream(), known.labels(), refused).doubted(known.doubt());
    }

    private Known known(String namespace, Instant now) {
        Known before = namespaces.get(namespace);
        if (before != null && now.isBefore(before.until())) {
            return before;
        }
        Known known = ask(namespace, before, now);
        namespaces.put(namespace, known);
        namespaces.values().removeIf(each -> each.until().plus(FORGOTTEN).isBefore(now));
        return known;
    }

    private Known ask(String namespace, @Nullable Known before, Instant now) {
        try {
            Namespace found = client.namespaces().withName(namespace).get();
            Map<String, String> labels = found == null || found.getMetadata().getLabels() == null
                    ? Map.of()
                    : Map.copyOf(found.getMetadata().getLabels());
            return new Known(labels, now, now.plus(LABELS_LAST), null);
        } catch (KubernetesClientException e) {
            // A run under way goes on without the API server: what was true a while ago will do.
            boolean holds = before != null && now.isBefore(before.at().plus(LABELS_HOLD));
            String doubt = holds ? null : "the labels of namespace " + namespace + " can't be read: " + words(e);
            return before == null
                    ? new Known(Map.of(), Instant.EPOCH, now.plus(ASKED_AGAIN), doubt)
                    : new Known(before.labels(), before.at(), now.plus(ASKED_AGAIN), doubt);
        }
    }

    private static String words(KubernetesClientException e) {
        return e.getStatus() == null || e.getStatus().getMessage() == null
                ? String.valueOf(e.getMessage())
                : e.getStatus().getMessage();
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
