package dev.loadstone.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A real API server takes the committed schema, takes what is valid, and says what is wrong with what is not. */
class CrdIT {
    private static KubernetesClient client;

    @BeforeAll
    static void applyTheSchema() throws IOException {
        String kubeconfig = System.getenv("LOADSTONE_KUBECONFIG");
        if (kubeconfig == null || kubeconfig.isEmpty()) {
            System.out.println("CrdIT skips: LOADSTONE_KUBECONFIG names no cluster");
            Assumptions.abort();
        }
        var config = Config.fromKubeconfig(Files.readString(Path.of(kubeconfig)));
        client = new KubernetesClientBuilder().withConfig(config).build();
        apply("loadtests.loadstone.dev.yaml");
        apply("loadtestpolicies.loadstone.dev.yaml");
    }

    private static void apply(String file) throws IOException {
        var crd = Serialization.unmarshal(Files.readString(Path.of(file)), CustomResourceDefinition.class);
        client.resource(crd).forceConflicts().serverSideApply();
        client.resource(crd)
                .waitUntilCondition(
                        now -> now != null
                                && now.getStatus() != null
                                && now.getStatus().getConditions() != null
                                && now.getStatus().getConditions().stream()
                                        .anyMatch(each -> each.getType().equals("Established")
                                                && each.getStatus().equals("True")),
                        30,
                        TimeUnit.SECONDS);
    }

    @AfterAll
    static void close() {
        if (client != null) {
            client.close();
        }
    }

    @Test
    void theSchemaHasNoComplaint() {
        var crd = client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("loadtests.loadstone.dev")
                .get();
        assertThat(crd.getStatus().getConditions())
                .filteredOn(each -> each.getType().equals("NonStructuralSchema"))
                .isEmpty();
    }

    /** Its rules and bounds are within what the server may spend on them, else it would not take the schema. */
    @Test
    void aPolicyIsTakenAndOneThatSaysNothingSensibleIsNot() {
        String policy = """
                apiVersion: loadstone.dev/v1alpha1
                kind: LoadTestPolicy
                metadata: {name: full}
                spec:
                  namespaceSelector:
                    matchLabels: {tier: tenant}
                    matchExpressions: [{key: team, operator: In, values: [shop, bank]}, {key: free, operator: Exists}]
                  freeze: false
                  targets:
                    hosts: [shop.example.com, "*.example.com"]
                    cidrs: {allowed: [10.0.0.0/8, "fd00::/8"], denied: [10.1.0.0/16]}
                  maxRate: 1000
                  maxUsers: 500
                  maxRunners: 3
                  maxDuration: 1h
                  images: [registry.example/load]
                  serviceAccounts: [default]
                  maxConcurrentRuns: 2
                """;
        assertThat(submit(Manifests.tree(policy))).isNotNull();
        assertRefused(Manifests.tree(policy.replace("1h", "0s")), "maxDuration must be above 0s");
        assertRefused(Manifests.tree(policy.replace("operator: Exists", "operator: In")), "In and NotIn have values");
        assertRefused(Manifests.tree(policy.replace("10.1.0.0/16", "everything")), "spec.targets.cidrs.denied[0]");
        assertRefused(Manifests.tree(policy.replace("maxRate: 1000", "maxRate: 0")), "spec.maxRate");
    }

    @TestFactory
    Stream<DynamicTest> validManifestsAreTaken() {
        return Manifests.valid().entrySet().stream()
                .map(each -> dynamicTest(
                        each.getKey(), () -> assertThat(submit(each.getValue())).isNotNull()));
    }

    /** What our own programs write: the records, where an absent component is null. */
    @TestFactory
    Stream<DynamicTest> recordsAreTaken() {
        return Manifests.valid().entrySet().stream()
                .map(each -> dynamicTest(each.getKey(), () -> {
                    LoadTest test = Manifests.YAML.treeToValue(each.getValue(), LoadTest.class);
                    LoadTest taken = client.resource(test)
                            .inNamespace("default")
                            .dryRun()
                            .fieldValidation(FieldValidateable.Validation.STRICT)
                            .create();
                    assertThat(taken.getSpec()).isEqualTo(test.getSpec());
                    assertThat(taken.getStatus().observedGeneration()).isEqualTo(-1);
                }));
    }

    @TestFactory
    Stream<DynamicTest> invalidManifestsAreRefused() {
        return Manifests.texts("invalid-").entrySet().stream()
                .map(each -> dynamicTest(
                        each.getKey(),
                        () -> assertRefused(Manifests.tree(each.getValue()), Manifests.expected(each.getValue()))));
    }

    @TestFactory
    Stream<DynamicTest> everyBoundIsHeld() {
        var breaches = Breach.all();
        var unbroken = Breach.bounds(Manifests.specSchema(), "spec");
        unbroken.keySet().removeAll(breaches.keySet());
        assertThat(unbroken.values())
                .as("bounds that no valid manifest can break")
                .isEmpty();
        return breaches.values().stream()
                .map(each -> dynamicTest(
                        each.bound(), () -> assertRefused(each.manifest(), each.field(), each.complaint())));
    }

    private static void assertRefused(JsonNode manifest, String... words) {
        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() -> submit(manifest))
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
    }

    private static GenericKubernetesResource submit(JsonNode manifest) {
        var resource = Serialization.unmarshal(manifest.toString(), GenericKubernetesResource.class);
        boolean policy = resource.getKind().equals("LoadTestPolicy");
        return (policy ? client.resource(resource) : client.resource(resource).inNamespace("default"))
                .dryRun()
                .fieldValidation(FieldValidateable.Validation.STRICT)
                .create();
    }
}
