package dev.loadstone.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;

/** A lease that tells when it is looked at. The elector ends in silence on an unknown exception: here it sees only known ones. */
final class WatchedLease implements Lock {
    private final Lock lease;
    private final Runnable lookedAt;

    WatchedLease(Lock lease, Runnable lookedAt) {
        this.lease = lease;
        this.lookedAt = lookedAt;
    }

    @Override
    public LeaderElectionRecord get(KubernetesClient client) {
        lookedAt.run();
        try {
            return lease.get(client);
        } catch (RuntimeException e) {
            throw known(e);
        }
    }

    @Override
    public void create(KubernetesClient client, LeaderElectionRecord leaderRecord) {
        try {
            lease.create(client, leaderRecord);
        } catch (RuntimeException e) {
            throw known(e);
        }
    }

    @Override
    public void update(KubernetesClient client, LeaderElectionRecord leaderRecord) {
        try {
            lease.update(client, leaderRecord);
        } catch (RuntimeException e) {
            throw known(e);
        }
    }

    private static KubernetesClientException known(RuntimeException e) {
        return e instanceof KubernetesClientException known
                ? known
                : new KubernetesClientException("the lease could not be read or written", e);
    }

    @Override
    public String identity() {
        return lease.identity();
    }

    @Override
    public String describe() {
        return lease.describe();
    }
}
