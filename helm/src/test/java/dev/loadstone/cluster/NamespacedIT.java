package dev.loadstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.operator.collect.CertificateStore;
import dev.loadstone.operator.collect.OperatorCertificate;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A second release beside the suite's own, for two namespaces, with no more than it is given there and a certificate of somebody else's. */
@Tag("long")
class NamespacedIT {
    private static final String RELEASE = "narrow";
    private static final String FULL_NAME = "narrow-loadstone";
    private static final String CERTIFICATE = "narrow-certificate";
    private static final Duration MINUTE = Duration.ofSeconds(60);

    private final Cluster cluster = Cluster.get();

    @AfterEach
    void theSuitesOwnAlone() {
        Installation.uninstall(cluster, RELEASE);
        cluster.client().secrets().inNamespace(Installation.NAMESPACE).withName(CERTIFICATE).delete();
        Operator.scale(cluster.client(), 1);
    }

    @Test
    void aReleaseForTwoNamespacesNeedsNothingElseAndSharesNoLease() throws Exception {
        Instant begun = Clock.systemUTC().instant();
        // The suite's own decides about all namespaces.
        Operator.scale(cluster.client(), 0);
        try (var shop = Scene.open(cluster);
                var bank = Scene.open(cluster)) {
            certificate();
            Installation.installBeside(cluster, RELEASE, values(shop, bank));
            assertRuns(shop);
            assertRefused(bank);
            Helm.test(RELEASE)
                    .withKubeConfig(cluster.kubeconfig())
                    .withNamespace(Installation.NAMESPACE)
                    .withTimeout(60)
                    .call();
            AuditLog.find(cluster, FULL_NAME).ifPresent(log -> assertThat(log.since(begun))
                    .isNotEmpty()
                    .filteredOn(AuditLog.Call::forbidden)
                    .as("rights that are missing")
                    .isEmpty());

            Operator.scale(cluster.client(), 1);
            Awaiting.fact(MINUTE, () -> !holder(Installation.RELEASE).isEmpty() && !holder(FULL_NAME).isEmpty());
            assertThat(holder(Installation.RELEASE)).isNotEqualTo(holder(FULL_NAME));
        }
    }

    @Test
    void aSecondReleaseForAllNamespacesIsRefusedByTheNameOfTheFirst() throws IOException {
        Path values = Files.writeString(Files.createTempFile("broad", ".yaml"), "crds: {install: false}\n");
        assertThatThrownBy(() -> Installation.installBeside(cluster, RELEASE, values))
                .hasMessageContaining("loadstone-all-namespaces")
                .hasMessageContaining("\"" + Installation.RELEASE + "\"");
    }

    private static Path values(Scene shop, Scene bank) throws IOException {
        return Files.writeString(Files.createTempFile("narrow", ".yaml"), """
                watchNamespaces: [%s, %s]
                crds: {install: false}
                certificate: {existingSecret: %s}
                """.formatted(shop.namespace(), bank.namespace(), CERTIFICATE));
    }

    /** As cert-manager leaves it: without the key of the authority. */
    private void certificate() throws GeneralSecurityException {
        var written = new HashMap<String, String>();
        var names = List.of(FULL_NAME + "-leader." + Installation.NAMESPACE + ".svc");
        new OperatorCertificate(new Written(written), names, Clock.systemUTC(), new SecureRandom()).refresh();
        written.remove("ca.key");
        cluster.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(CERTIFICATE)
                        .withNamespace(Installation.NAMESPACE)
                        .endMetadata()
                        .withType("kubernetes.io/tls")
                        .withStringData(written)
                        .build())
                .create();
    }

    private record Written(Map<String, String> pem) implements CertificateStore {
        @Override
        public Stored read() {
            return new Stored(pem, "");
        }

        @Override
        public boolean replace(Stored before, Map<String, String> wanted) {
            pem.putAll(wanted);
            return true;
        }
    }

    private static void assertRuns(Scene scene) {
        Shop shop = scene.shop();
        scene.apply(Manifests.steady("allowed", 3, "{stat: p99, max: 20s}"));
        Scene.assertWhole(scene.awaitFinished("allowed", 1, MINUTE));
        assertThat(shop.requests()).isEqualTo(3 * Manifests.RATE);
    }

    /** That a pod was refused is told by an event alone. */
    private static void assertRefused(Scene scene) {
        scene.client()
                .resource(new ResourceQuotaBuilder()
                        .withNewMetadata()
                        .withName("none")
                        .endMetadata()
                        .withNewSpec()
                        .withHard(Map.of("pods", new Quantity("0")))
                        .endSpec()
                        .build())
                .inNamespace(scene.namespace())
                .create();
        Awaiting.fact(MINUTE, () -> scene.client()
                        .resourceQuotas()
                        .inNamespace(scene.namespace())
                        .withName("none")
                        .get()
                        .getStatus()
                        .getUsed()
                != null);
        scene.apply(Manifests.steady("rationed", 3, "{stat: p99, max: 20s}"));
        LoadTestStatus stalled =
                scene.await("rationed", MINUTE, "Stalled", status -> Scene.isTrue(status, "Stalled"));
        assertThat(stalled.message()).contains("exceeded quota: none");
    }

    private String holder(String lease) {
        Lease held = cluster.client().leases().inNamespace(Installation.NAMESPACE).withName(lease).get();
        return held.getSpec().getHolderIdentity() == null ? "" : held.getSpec().getHolderIdentity();
    }
}
