package dev.loadstone.operator.collect;

import dev.loadstone.protocol.RunId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Reviews and pods of a cluster in memory: each token is bound to the pod of the same name. */
final class FakeCluster implements TokenReviews, RunnerPods {
    private final Map<String, RunnerPod> pods = new ConcurrentHashMap<>();
    private final Map<String, Boolean> tokens = new ConcurrentHashMap<>();
    volatile boolean away;
    volatile int reviews;

    void runner(String token, RunId run, int index) {
        runner(token, new RunnerPod("shop", run, index));
    }

    void runner(String token, RunnerPod pod) {
        pods.put(token, pod);
        tokens.put(token, true);
    }

    /** A pod's token, but that of no runner. */
    void bystander(String token) {
        tokens.put(token, true);
    }

    void revoke(String token) {
        tokens.remove(token);
    }

    @Override
    public Review review(String token) {
        reviews++;
        if (away) {
            return new Away("connection refused");
        }
        return tokens.containsKey(token) ? new Genuine("shop", token, "uid") : new Refused("the token is not valid");
    }

    @Override
    public Optional<RunnerPod> find(String namespace, String podName, String podUid) {
        return Optional.ofNullable(pods.get(podName));
    }
}
