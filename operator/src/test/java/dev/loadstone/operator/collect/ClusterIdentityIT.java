package dev.loadstone.operator.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loadstone.operator.collect.RunnerTokens.Known;
import dev.loadstone.operator.collect.RunnerTokens.Stranger;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens, pods and the certificate's Secret, on a real API server. */
class ClusterIdentityIT {
    private String namespace = "";
    private KubernetesClient client;

    @BeforeEach
    void connect() {
        String kubeconfig = System.getenv("LOADSTONE_KUBECONFIG");
        assumeTrue(kubeconfig != null, "LOADSTONE_KUBECONFIG is not set: no cluster to review tokens");
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(new File(kubeconfig)))
                .build();
        namespace = "t-collect-" + UUID.randomUUID().toString().substring(0, 8);
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
    }

    @AfterEach
    void remove() {
        if (client != null) {
            client.namespaces().withName(namespace).delete();
            client.close();
        }
    }

    @Test
    void knowsARunnerByItsTokenAndNobodyByAnother() {
        Pod pod = pod();
        var tokens = new RunnerTokens(
                new ClusterTokenReviews(client),
                new ClusterRunnerPods(client, (space, name) -> Optional.empty()),
                Clock.systemUTC());
        assertThat(tokens.identify(token(TokenReviews.AUDIENCE, pod)))
                .isEqualTo(new Known(new RunnerPod(namespace, Reports.RUN, 0)));
        assertThat(tokens.identify(token("another-audience", pod))).isInstanceOf(Stranger.class);
        assertThat(tokens.identify(token(TokenReviews.AUDIENCE, null))).isInstanceOf(Stranger.class);
        assertThat(tokens.identify("junk")).isInstanceOf(Stranger.class);
    }

    private Pod pod() {
        Map<String, String> labels = Map.of("loadstone.dev/test-uid", Reports.RUN.test(), "loadstone.dev/run", "2");
        client.resource(new JobBuilder()
                        .withNewMetadata()
                        .withName("catalogue-2")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewSpec()
                        .withCompletionMode("Indexed")
                        .withCompletions(1)
                        .withParallelism(1)
                        .withNewTemplate()
                        .withNewMetadata()
                        .withLabels(labels)
                        .endMetadata()
                        .withNewSpec()
                        .withRestartPolicy("Never")
                        .addNewContainer()
                        .withName("runner")
                        .withImage("loadstone.local/never-pulled:1")
                        .withImagePullPolicy("Never")
                        .endContainer()
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .build())
                .create();
        return await("the Job's pod")
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> client.pods().inNamespace(namespace).withLabels(labels).list().getItems().stream()
                                .findFirst()
                                .orElse(null),
                        found -> found != null);
    }

    /** A token as the kubelet projects it. */
    private String token(String audience, Pod pod) {
        await("the service account")
                .atMost(Duration.ofSeconds(30))
                .until(() -> client.serviceAccounts()
                                .inNamespace(namespace)
                                .withName("default")
                                .get()
                        != null);
        var request = new TokenRequestBuilder()
                .withNewSpec()
                .withAudiences(audience)
                .withExpirationSeconds(600L)
                .endSpec()
                .build();
        if (pod != null) {
            request.getSpec()
                    .setBoundObjectRef(new io.fabric8.kubernetes.api.model.authentication.BoundObjectReference(
                            "v1",
                            "Pod",
                            pod.getMetadata().getName(),
                            pod.getMetadata().getUid()));
        }
        TokenRequest made = client.serviceAccounts()
                .inNamespace(namespace)
                .withName("default")
                .tokenRequest(request);
        return made.getStatus().getToken();
    }

    @Test
    void replicasAgreeOnOneCertificate() throws Exception {
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("loadstone-tls")
                        .withNamespace(namespace)
                        .endMetadata()
                        .build())
                .create();
        var store = new CertificateSecret(client, namespace, "loadstone-tls");
        CertificateStore.Stored before = store.read();
        assertThat(before.pem()).isEmpty();
        var first = certificate(store);
        first.refresh();
        assertThat(store.replace(before, Map.of("tls.crt", "from a replica that was late")))
                .isFalse();
        var second = certificate(store);
        second.refresh();
        assertThat(second.caPem()).isEqualTo(first.caPem());
    }

    private static OperatorCertificate certificate(CertificateStore store) {
        return new OperatorCertificate(store, List.of("loadstone.svc"), Clock.systemUTC(), new SecureRandom());
    }
}
