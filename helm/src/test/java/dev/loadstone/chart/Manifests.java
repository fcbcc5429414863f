package dev.loadstone.chart;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The YAML documents that one rendering of the chart made. */
record Manifests(List<String> documents) {
    private static final String SEPARATOR = "---\n";

    Manifests {
        documents = List.copyOf(documents);
    }

    static Manifests parse(String yaml) {
        return new Manifests(Arrays.stream(("\n" + yaml).split("\n" + SEPARATOR))
                .filter(document -> !document.isBlank())
                .map(document -> document.strip() + "\n")
                .toList());
    }

    Manifests without(String kind) {
        return new Manifests(
                documents.stream().filter(document -> !isA(document, kind)).toList());
    }

    String yaml() {
        return documents.stream().map(document -> SEPARATOR + document).collect(Collectors.joining());
    }

    <T extends HasMetadata> List<T> all(Class<T> type) {
        return documents.stream()
                .filter(document -> isA(document, HasMetadata.getKind(type)))
                .map(document -> Serialization.unmarshal(document, type))
                .toList();
    }

    /** Whatever they are. */
    List<GenericKubernetesResource> objects() {
        return documents.stream()
                .map(document -> Serialization.unmarshal(document, GenericKubernetesResource.class))
                .toList();
    }

    List<String> names(Class<? extends HasMetadata> type) {
        return all(type).stream().map(object -> object.getMetadata().getName()).toList();
    }

    List<String> kinds() {
        return documents.stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("kind: "))
                .map(line -> line.substring("kind: ".length()))
                .toList();
    }

    /** All that anybody is granted, be it in one namespace or in all. */
    List<PolicyRule> rules() {
        return Stream.concat(
                        all(Role.class).stream().map(Role::getRules),
                        all(ClusterRole.class).stream().map(ClusterRole::getRules))
                .flatMap(List::stream)
                .toList();
    }

    /** Of the operator's container. */
    String variable(String name) {
        return all(Deployment.class).getFirst().getSpec().getTemplate().getSpec().getContainers().getFirst().getEnv().stream()
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the operator's container has no variable " + name))
                .getValue();
    }

    private static boolean isA(String document, String kind) {
        return document.lines().anyMatch(("kind: " + kind)::equals);
    }
}
