package dev.loadstone.operator.smoke;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the operator that is installed run a load test against a target in this very process, and compares what arrived with what
 * the status says. It needs no right but to create, get and delete LoadTests in one namespace.
 */
public final class SmokeTest {
    private static final Logger LOG = LoggerFactory.getLogger(SmokeTest.class);
    private static final int PORT = 8080;
    /** For two minutes and a half: a node pulls the image of its first runner meanwhile. */
    private static final int LOOKS = 300;

    private static final long LOOK_MILLIS = 500;
    private static final String MANIFEST = """
            apiVersion: loadstone.dev/v1alpha1
            kind: LoadTest
            metadata: {name: %s, namespace: %s}
            spec:
              target: {url: "http://%s:%d"}
              scenarios:
                - name: smoke
                  steps: [{http: {path: /}}]
              load:
                phases:
                  - {name: steady, duration: 3s, open: {rate: 20}}
              thresholds:
                - {metric: errorRate, max: "0%%"}
            """;

    private final Resource<LoadTest> test;

    private SmokeTest(Resource<LoadTest> test) {
        this.test = test;
    }

    /**
     * @param environment POD_IP, SMOKE_NAMESPACE and SMOKE_NAME
     * @return whether the installation works
     */
    public static boolean passes(Map<String, String> environment, KubernetesClient client) throws IOException {
        String address = Objects.requireNonNull(environment.get("POD_IP"), "POD_IP is not set");
        String namespace = Objects.requireNonNull(environment.get("SMOKE_NAMESPACE"), "SMOKE_NAMESPACE is not set");
        String name = environment.getOrDefault("SMOKE_NAME", "loadstone-smoke-test");
        try (var target = new SmokeTarget(new InetSocketAddress(PORT))) {
            String host = address.contains(":") ? "[" + address + "]" : address;
            String manifest = MANIFEST.formatted(name, namespace, host, target.port());
            var test = client.getKubernetesSerialization().unmarshal(manifest, LoadTest.class);
            SmokeFinding finding = new SmokeTest(client.resource(test)).run(target);
            LOG.info("{}", finding.sentence());
            return finding.works();
        }
    }

    private SmokeFinding run(SmokeTarget target) {
        test.delete();
        await(Objects::isNull);
        test.create();
        LoadTest last = await(each -> each != null && isJudged(each.getStatus()));
        test.delete();
        LoadTestStatus status = last == null ? null : last.getStatus();
        return status == null || !isJudged(status)
                ? SmokeFinding.unfinished(
                        status == null
                                ? "the operator did not touch the test"
                                : status.phase() + ": " + status.message())
                : SmokeFinding.of(status, target.requests());
    }

    private static boolean isJudged(@Nullable LoadTestStatus status) {
        return status != null && status.verdict() != null && status.run() != null;
    }

    /** @return the test as it was when it was so, or at the last look */
    private @Nullable LoadTest await(Predicate<@Nullable LoadTest> fact) {
        LoadTest seen = test.get();
        for (int look = 1; look < LOOKS && !fact.test(seen); look++) {
            CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(LOOK_MILLIS, TimeUnit.MILLISECONDS))
                    .join();
            seen = test.get();
        }
        return seen;
    }
}
