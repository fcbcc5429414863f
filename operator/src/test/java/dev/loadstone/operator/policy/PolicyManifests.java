package dev.loadstone.operator.policy;

import dev.loadstone.api.v1alpha1.LoadTestPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Policies, in as few words as they take. */
public final class PolicyManifests {
    private PolicyManifests() {}

    /** @param spec in flow style, without its braces */
    public static LoadTestPolicy policy(String name, String spec) {
        return Serialization.unmarshal("""
                apiVersion: loadstone.dev/v1alpha1
                kind: LoadTestPolicy
                metadata: {name: %s}
                spec: {%s}
                """.formatted(name, spec), LoadTestPolicy.class);
    }
}
