package dev.loadstone.operator;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A lease that tells when it is looked at. Its holder need not read it to renew it: the version of its own last write goes with the
 * next one, which is refused if anybody else has written meanwhile, and only then it is read again.
 */
final class HeldLease implements Lock {
    private final String namespace;
    private final String name;
    private final String identity;
    private final Runnable lookedAt;
    /** As it was read or written last. */
    private @Nullable Lease known;
    /** Whether nothing has failed since. */
    private boolean certain;

    HeldLease(String namespace, String name, String identity, Runnable lookedAt) {
        this.namespace = namespace;
        this.name = name;
        this.identity = identity;
        this.lookedAt = lookedAt;
    }

    @Override
    public synchronized @Nullable LeaderElectionRecord get(KubernetesClient client) {
        lookedAt.run();
        Lease lease = known;
        if (!certain || lease == null || !identity.equals(lease.getSpec().getHolderIdentity())) {
            lease = asked(
                    () -> client.leases().inNamespace(namespace).withName(name).get());
            known = lease;
            certain = true;
        }
        return lease == null ? null : toRecord(lease);
    }

    @Override
    public synchronized void create(KubernetesClient client, LeaderElectionRecord wanted) {
        certain = false;
        known = asked(() -> client.resource(lease(wanted, null)).create());
        certain = true;
    }

    @Override
    public synchronized void update(KubernetesClient client, LeaderElectionRecord wanted) {
        Lease before = Objects.requireNonNull(known, "the lease was not read");
        Lease lease = lease(wanted, before.getMetadata().getResourceVersion());
        certain = false;
        known = asked(() -> client.resource(lease).patch(PatchContext.of(PatchType.JSON_MERGE)));
        certain = true;
    }

    private Lease lease(LeaderElectionRecord wanted, @Nullable String version) {
        return new LeaseBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .withResourceVersion(version)
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity(wanted.getHolderIdentity())
                .withLeaseDurationSeconds((int) wanted.getLeaseDuration().toSeconds())
                .withAcquireTime(wanted.getAcquireTime())
                .withRenewTime(wanted.getRenewTime())
                .withLeaseTransitions(wanted.getLeaderTransitions())
                .endSpec()
                .build();
    }

    private static LeaderElectionRecord toRecord(Lease lease) {
        var spec = lease.getSpec();
        int transitions = spec.getLeaseTransitions() == null ? 0 : spec.getLeaseTransitions();
        int seconds = spec.getLeaseDurationSeconds() == null ? 0 : spec.getLeaseDurationSeconds();
        return new LeaderElectionRecord(
                spec.getHolderIdentity(),
                Duration.ofSeconds(seconds),
                spec.getAcquireTime(),
                spec.getRenewTime(),
                transitions);
    }

    /** The elector ends in silence on an exception that it does not know. */
    private static <T extends @Nullable Object> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (KubernetesClientException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new KubernetesClientException("the lease could not be read or written", e);
        }
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public String describe() {
        return "lease " + namespace + "/" + name + " of " + identity;
    }
}
