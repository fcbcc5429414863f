package dev.loadstone.cluster;

import com.marcnuri.helm.Helm;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Loadstone in the cluster, from the chart of this repository, as its README says. */
final class Installation {
    static final String NAMESPACE = "loadstone-system";
    static final String RELEASE = "loadstone";
    private static final Path CHART = Path.of("loadstone");
    private static final List<String> CRDS = List.of("loadtests.loadstone.dev", "loadtestpolicies.loadstone.dev");

    private Installation() {}

    static void install(Cluster cluster) {
        install(cluster, CHART);
    }

    /** From another chart of Loadstone; over what is there, as an upgrade or a rollback. */
    static void install(Cluster cluster, Path chart) {
        CRDS.forEach(name -> adoptCrd(cluster, name));
        new Helm(chart)
                .upgrade()
                .withName(RELEASE)
                .install()
                .withKubeConfig(cluster.kubeconfig())
                .withNamespace(NAMESPACE)
                .createNamespace()
                // The tag of the images stays the same from build to build: this makes the new ones run.
                .set("podAnnotations.loadstone\\.dev/installed", "at-" + System.nanoTime())
                .waitReady()
                .withTimeout(180)
                .call();
    }

    static void uninstall(Cluster cluster) {
        Helm.uninstall(RELEASE)
                .withKubeConfig(cluster.kubeconfig())
                .withNamespace(NAMESPACE)
                .call();
    }

    /** A definition that an earlier hand left there belongs to the release from now on. */
    private static void adoptCrd(Cluster cluster, String name) {
        var crds = cluster.client().apiextensions().v1().customResourceDefinitions().withName(name);
        if (crds.get() != null) {
            crds.edit(crd -> crd.edit()
                    .editMetadata()
                    .addToLabels("app.kubernetes.io/managed-by", "Helm")
                    .addToAnnotations(Map.of(
                            "meta.helm.sh/release-name", RELEASE, "meta.helm.sh/release-namespace", NAMESPACE))
                    .endMetadata()
                    .build());
        }
    }
}
