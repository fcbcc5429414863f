package dev.loadstone.cluster;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * The cluster of this run of the suite, with Loadstone installed: the one that LOADSTONE_KUBECONFIG names, else a k3s in Docker,
 * else none, and the tests are skipped with a line that says so. LOADSTONE_IMAGE_IMPORT is a command that brings an image archive
 * to the nodes ({@code kind load image-archive}, say); without it the images must be there.
 */
record Cluster(KubernetesClient client, Path kubeconfig) {
    private static final List<Path> IMAGES = List.of(
            Path.of("../operator/target/loadstone-operator.tar"),
            Path.of("../runner/target/loadstone-runner.tar"),
            Path.of("../examples/shop/target/loadstone-shop.tar"));
    private static final String K3S = "rancher/k3s:v1.34.1-k3s1";

    /** Of this JVM; made when the first test asks. */
    static Cluster get() {
        if (Holder.cluster == null) {
            String skip = "no cluster: set LOADSTONE_KUBECONFIG, or start Docker for a k3s; the cluster suite is skipped";
            if (!Holder.asked) {
                System.out.println(skip);
                Holder.asked = true;
            }
            Assumptions.abort(skip);
        }
        return Holder.cluster;
    }

    private static final class Holder {
        private static boolean asked;
        private static final @org.jspecify.annotations.Nullable Cluster cluster = start();
    }

    private static @org.jspecify.annotations.Nullable Cluster start() {
        String named = System.getenv("LOADSTONE_KUBECONFIG");
        if (named != null && !named.isEmpty()) {
            importImages();
            return installed(Path.of(named));
        }
        return DockerClientFactory.instance().isDockerAvailable() ? installed(k3s()) : null;
    }

    private static Path k3s() {
        String image = System.getenv().getOrDefault("LOADSTONE_K3S_IMAGE", K3S);
        var container = new K3sContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("rancher/k3s"));
        for (Path archive : IMAGES) {
            container.withCopyFileToContainer(
                    MountableFile.forHostPath(archive), "/var/lib/rancher/k3s/agent/images/" + archive.getFileName());
        }
        container.start();
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
        try {
            return Files.writeString(Files.createTempFile("k3s", ".kubeconfig"), container.getKubeConfigYaml());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** To every node that is there now. */
    static void importImages() {
        IMAGES.forEach(Cluster::importImage);
    }

    private static void importImage(Path archive) {
        String command = System.getenv("LOADSTONE_IMAGE_IMPORT");
        if (command != null && !command.isEmpty()) {
            // containerd may clear away the layers of the image whose tag is taken over while it unpacks the new one that
            // shares them ("parent snapshot does not exist"): the same command then works a moment later.
            Shell.runAgain(3, command + " " + archive.toAbsolutePath());
        }
    }

    private static Cluster installed(Path kubeconfig) {
        try {
            var mapper = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
            var client = new KubernetesClientBuilder()
                    .withConfig(Config.fromKubeconfig(Files.readString(kubeconfig)))
                    .withKubernetesSerialization(new KubernetesSerialization(mapper, true))
                    .build();
            var cluster = new Cluster(client, kubeconfig);
            Installation.install(cluster);
            return cluster;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
