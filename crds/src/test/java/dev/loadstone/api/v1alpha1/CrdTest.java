package dev.loadstone.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CrdTest {
    private final String generated = CrdFile.generate();
    private final String policy = CrdFile.generatePolicy();

    @Test
    void theCommittedFilesAreCurrent() throws IOException {
        assertCurrent("loadtests.loadstone.dev.yaml", generated);
        assertCurrent("loadtestpolicies.loadstone.dev.yaml", policy);
    }

    private static void assertCurrent(String file, String generated) throws IOException {
        for (Path copy : List.of(Path.of(file), Path.of("../helm/loadstone/files", file))) {
            if (Boolean.getBoolean("crd.update")) {
                Files.createDirectories(copy.toAbsolutePath().getParent());
                Files.writeString(copy, generated);
            }
            assertThat(Files.readString(copy))
                    .as("%s is not what the records say: run mvn -pl crds test -Dcrd.update=true", copy)
                    .isEqualTo(generated);
        }
    }

    @Test
    void everyFieldHasADescription() {
        assertThat(silent(generated))
                .as("fields that kubectl explain has no word for")
                .isEmpty();
        assertThat(silent(policy))
                .as("fields that kubectl explain has no word for")
                .isEmpty();
    }

    private static List<String> silent(String crd) {
        var silent = new ArrayList<String>();
        JSONSchemaProps schema = Serialization.unmarshal(crd, CustomResourceDefinition.class)
                .getSpec()
                .getVersions()
                .getFirst()
                .getSchema()
                .getOpenAPIV3Schema();
        schema.getProperties().forEach((name, property) -> collectSilent(name, property, silent));
        return silent;
    }

    private static void collectSilent(String path, JSONSchemaProps schema, List<String> silent) {
        if (path.startsWith("status.conditions.") || path.startsWith("spec.runners.affinity.")) {
            return;
        }
        if (schema.getDescription() == null) {
            silent.add(path);
        }
        JSONSchemaProps inner =
                schema.getItems() == null ? schema : schema.getItems().getSchema();
        Map<String, JSONSchemaProps> properties = inner.getProperties();
        if (properties != null) {
            properties.forEach((name, property) -> collectSilent(path + "." + name, property, silent));
        }
    }

    /** Client-side kubectl apply keeps the whole object in an annotation, and annotations end at 256 KiB. */
    @Test
    void itCanBeApplied() {
        assertThat(Manifests.tree(generated).toString().length())
                .as("characters of JSON")
                .isLessThan(200 * 1024);
    }

    @Test
    void anUntouchedTestIsNotReady() {
        assertThat(generated).contains("observedGeneration: -1");
    }
}
