package dev.loadstone.cluster;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.UpgradeCommand;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Loadstone in the cluster, from the chart of this repository, as its README says. */
final class Installation {
    static final String NAMESPACE = "loadstone-system";
    static final String RELEASE = "loadstone";
    private static final Path CHART = Path.of("loadstone");
    private static final List<String> CRDS = List.of("loadtests.loadstone.dev", "loadtestpolicies.loadstone.dev");

    private Installation() {}

    static void install(Cluster cluster) {
        install(cluster, 1);
    }

    /** With so many replicas. */
    static void install(Cluster cluster, int replicas) {
        // Somebody reads them: a test of this suite.
        upgrade(cluster, CHART, command -> command.set("metrics.tests", "true").set("replicas", replicas));
    }

    /** From another chart of Loadstone; over what is there, as an upgrade or a rollback. */
    static void install(Cluster cluster, Path chart) {
        upgrade(cluster, chart, command -> command);
    }

    private static void upgrade(Cluster cluster, Path chart, UnaryOperator<UpgradeCommand> values) {
        CRDS.forEach(name -> adoptCrd(cluster, name));
        restricted(cluster);
        values.apply(new Helm(chart).upgrade())
                .withName(RELEASE)
                .install()
                .withKubeConfig(cluster.kubeconfig())
                .withNamespace(NAMESPACE)
                // The tag of the images stays the same from build to build: this makes the new ones run.
                .set("podAnnotations.loadstone\\.dev/installed", "at-" + System.nanoTime())
                .waitReady()
                .withTimeout(180)
                .call();
    }

    /** As the API server holds the operator to what the chart promises of its pods, and those of helm test. */
    private static void restricted(Cluster cluster) {
        var namespace = new NamespaceBuilder()
                .withNewMetadata()
                .withName(NAMESPACE)
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .endMetadata()
                .build();
        cluster.client().resource(namespace).forceConflicts().serverSideApply();
    }

    /** Another release beside it, with these values; none of it but the definitions is shared. */
    static void installBeside(Cluster cluster, String release, Path values) {
        new Helm(CHART)
                .install()
                .withName(release)
                .withKubeConfig(cluster.kubeconfig())
                .withNamespace(NAMESPACE)
                .withValuesFile(values)
                .waitReady()
                .withTimeout(120)
                .call();
    }

    static void uninstall(Cluster cluster) {
        uninstall(cluster, RELEASE);
    }

    /** It need not be there. */
    static void uninstall(Cluster cluster, String release) {
        Helm.uninstall(release)
                .ignoreNotFound()
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
