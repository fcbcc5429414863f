package dev.loadstone.operator;

import dev.loadstone.operator.collect.ClusterRunnerPods;
import dev.loadstone.operator.collect.ClusterTokenReviews;
import dev.loadstone.operator.collect.Collector;
import dev.loadstone.operator.collect.OperatorCertificate;
import dev.loadstone.operator.collect.ReportEndpoint;
import dev.loadstone.operator.collect.RunnerTokens;
import dev.loadstone.operator.loadtest.Lifecycle;
import dev.loadstone.operator.loadtest.LoadTestReconciler;
import dev.loadstone.operator.loadtest.Slots;
import dev.loadstone.operator.loadtest.TestStore;
import dev.loadstone.operator.loadtest.Wakening;
import dev.loadstone.operator.observe.ClusterRunEvents;
import dev.loadstone.operator.observe.OperatorMeters;
import dev.loadstone.operator.policy.Bounds;
import dev.loadstone.operator.policy.Limit;
import dev.loadstone.operator.policy.Policies;
import dev.loadstone.operator.policy.RefusedRanges;
import dev.loadstone.operator.workload.RunnerSettings;
import dev.loadstone.protocol.AddressRules;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** What the one leader does, and nobody else: listens for runners and reconciles tests. */
final class LeadingOperator implements AutoCloseable {
    private static final int RECONCILIATIONS = 32;
    private static final Duration LAST_RECONCILIATIONS = Duration.ofSeconds(5);
    private static final long FIRST_RETRY_MILLIS = 200;
    private static final long LONGEST_RETRY_MILLIS = 30_000;

    private final ReportEndpoint endpoint;
    private final Operator operator;
    private final @Nullable ClusterPolicies policies;

    private LeadingOperator(ReportEndpoint endpoint, @Nullable ClusterPolicies policies, Operator operator) {
        this.endpoint = endpoint;
        this.policies = policies;
        this.operator = operator;
    }

    /** @return when the informers are in sync and reports are taken */
    static LeadingOperator start(
            OperatorConfig config,
            KubernetesClient client,
            OperatorCertificate certificate,
            Collector collector,
            Wakening wakening,
            OperatorMeters meters)
            throws IOException, GeneralSecurityException {
        Clock clock = Clock.systemUTC();
        certificate.refresh();
        RunnerSettings settings = settings(config, certificate);
        List<AddressRules.Refused> refused = RefusedRanges.of(
                ApiServers.of(config.safety(), client), config.safety().deniedCidrs());
        ClusterPolicies policies =
                config.safety().policies() ? new ClusterPolicies(client, refused, wakening::wakeAll) : null;
        Policies bounds = policies == null ? (namespace, now) -> new Bounds(List.of(), refused) : policies;
        var reconciler = new LoadTestReconciler(
                new Lifecycle(settings, new SecureRandom()),
                collector,
                new ClusterRunEvents(client, config.pod(), clock, meters::ended, meters::missed),
                bounds,
                wakening,
                new Slots(config.maxConcurrentRuns(), namespace -> runs(bounds.of(namespace, clock.instant()))),
                clock);
        var pods = new ClusterRunnerPods(client, reconciler::pod);
        ReportEndpoint endpoint = ReportEndpoint.listen(
                new InetSocketAddress(config.reportPort()),
                certificate.sslContext(),
                collector,
                new RunnerTokens(new ClusterTokenReviews(client), pods, clock),
                meters.registry(),
                System::nanoTime);
        var operator = new Operator(options -> configure(options, client, meters));
        register(operator, reconciler, config, new TestStore(client.getKubernetesSerialization()));
        operator.start();
        reconciler.backlog().register(meters.registry());
        return new LeadingOperator(endpoint, policies, operator);
    }

    /** How many runs may be under way at once; 0 for any number. */
    private static int runs(Bounds bounds) {
        return bounds.maxConcurrentRuns().map(Limit::most).map(Math::toIntExact).orElse(0);
    }

    private static RunnerSettings settings(OperatorConfig config, OperatorCertificate certificate) {
        return new RunnerSettings(
                config.runnerImage(),
                config.runnerPullPolicy(),
                config.runnerPullSecrets(),
                config.reportUrl(),
                certificate::caPem,
                config.runnerLinger());
    }

    private static void configure(
            ConfigurationServiceOverrider options, KubernetesClient client, OperatorMeters meters) {
        options.withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withMetrics(meters.reconciliations())
                .withExecutorService(Executors.newFixedThreadPool(
                        RECONCILIATIONS,
                        Thread.ofVirtual().name("reconcile-", 0).factory()))
                .withWorkflowExecutorService(Executors.newVirtualThreadPerTaskExecutor())
                .withReconciliationTerminationTimeout(LAST_RECONCILIATIONS);
    }

    private static void register(
            Operator operator, LoadTestReconciler reconciler, OperatorConfig config, TestStore store) {
        operator.register(reconciler, controller -> {
            if (config.watchNamespaces().isEmpty()) {
                controller.watchingAllNamespaces();
            } else {
                controller.settingNamespaces(config.watchNamespaces());
            }
            // Each namespace has an informer of its own.
            if (config.watchNamespaces().size() <= 1) {
                controller.withItemStore(store);
            }
            controller.withRetry(new GenericRetry()
                    .withoutMaxAttempts()
                    .setInitialInterval(FIRST_RETRY_MILLIS)
                    .setIntervalMultiplier(2)
                    .setMaxInterval(LONGEST_RETRY_MILLIS));
        });
    }

    /** Whether what changes in the cluster is heard of. */
    boolean hearsOfChanges() {
        return operator.getRuntimeInfo().allEventSourcesAreHealthy();
    }

    @Override
    public void close() {
        endpoint.close();
        operator.stop();
        if (policies != null) {
            policies.close();
        }
    }
}
