package dev.loadstone.operator;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One operator leads, the others wait. The identity is the pod's, so that a process that was killed takes over from itself at
 * once; closing gives the lease back, so that a successor need not wait for its end.
 */
final class Leadership implements AutoCloseable {
    /** A lease that was not renewed for so long is anyone's. */
    static final Duration LEASE = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
    private static final Duration RENEW_DEADLINE = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(2);
    /** A leader that waits longer for one answer may have been replaced meanwhile. */
    private static final int REQUEST_MILLIS = 3000;

    private final AtomicBoolean closing = new AtomicBoolean();
    private final CompletableFuture<?> election;
    private final KubernetesClient client;
    private final OperatorConfig config;

    /**
     * Stands as a candidate from now on.
     *
     * @param lookedAt told of each look at the lease
     * @param lead once, when this process leads; it may take its time
     * @param lost when it no longer leads, against its will
     */
    Leadership(
            KubernetesClient client,
            OperatorConfig config,
            Runnable lookedAt,
            Runnable lead,
            Runnable lost,
            Executor executor) {
        this.config = config;
        var impatient = new RequestConfigBuilder()
                .withRequestTimeout(REQUEST_MILLIS)
                .withRequestRetryBackoffLimit(0)
                .build();
        var lease = new HeldLease(config.namespace(), config.lease(), config.pod(), lookedAt);
        LeaderElectionConfig election = new LeaderElectionConfigBuilder()
                .withName(config.lease())
                .withLock(lease)
                .withLeaseDuration(LEASE)
                .withRenewDeadline(RENEW_DEADLINE)
                .withRetryPeriod(RETRY)
                .withReleaseOnCancel(false)
                .withLeaderCallbacks(new LeaderCallbacks(
                        () -> executor.execute(lead),
                        () -> {
                            if (!closing.get()) {
                                lost.run();
                            }
                        },
                        leader -> {}))
                .build();
        this.client = client.newClient(impatient).adapt(KubernetesClient.class);
        this.election = new LeaderElector(this.client, election, executor).start();
    }

    @Override
    public void close() {
        closing.set(true);
        election.cancel(true);
        release();
    }

    /** The elector's own release leaves the holder's name in the lease: its patch has no word for nothing. */
    private void release() {
        var leases = client.leases().inNamespace(config.namespace()).withName(config.lease());
        try {
            Lease lease = leases.get();
            if (lease != null && config.pod().equals(lease.getSpec().getHolderIdentity())) {
                String version = lease.getMetadata().getResourceVersion();
                leases.patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"resourceVersion\":\"%s\"},\"spec\":{\"holderIdentity\":null}}"
                                .formatted(version));
            }
        } catch (KubernetesClientException e) {
            LOG.atWarn().log("The lease was not given back: {}", e.getMessage());
        }
    }
}
