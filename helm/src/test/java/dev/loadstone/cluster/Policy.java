package dev.loadstone.cluster;

import dev.loadstone.api.v1alpha1.LoadTestPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;

/** A policy that binds a scene's namespace alone, and is gone with this. */
final class Policy implements AutoCloseable {
    private final Scene scene;
    final LoadTestPolicy policy;

    Policy(Scene scene, String spec) {
        this.scene = scene;
        this.policy = apply(scene, spec);
    }

    LoadTestPolicy apply(Scene bound, String spec) {
        return applied(bound, "", spec);
    }

    /** Only where the expression selects the scene's namespace as well. */
    LoadTestPolicy select(Scene bound, String expression, String spec) {
        return applied(bound, ", matchExpressions: [" + expression + "]", spec);
    }

    private static LoadTestPolicy applied(Scene bound, String besides, String spec) {
        String yaml = """
                apiVersion: loadstone.dev/v1alpha1
                kind: LoadTestPolicy
                metadata: {name: %1$s}
                spec:
                  namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}%2$s}
                """.formatted(bound.namespace(), besides) + spec.indent(2);
        return bound.client()
                .resource(Serialization.unmarshal(yaml, LoadTestPolicy.class))
                .forceConflicts()
                .serverSideApply();
    }

    @Override
    public void close() {
        scene.client().resource(policy).delete();
    }
}
