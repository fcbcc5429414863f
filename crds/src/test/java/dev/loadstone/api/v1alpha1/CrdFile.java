package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the CustomResourceDefinition of the records, with what the generator's annotations cannot say. */
final class CrdFile {
    private static final String HEADER =
            "# Generated from the records of dev.loadstone.api.v1alpha1; CrdTest keeps it current (-Dcrd.update=true writes it).\n";

    private static final Set<String> SETS = Set.of(
            "scenarios", "compression", "imagePullSecrets", "images", "serviceAccounts", "hosts", "allowed", "denied");

    private CrdFile() {}

    static String generate() {
        CustomResourceDefinition crd = read(LoadTest.class);
        JSONSchemaProps root = root(crd);
        root.setDescription("A load test: applying it runs it, and its status tells how it went.");
        root.getProperties().get("spec").setDescription("What to test, with what load, and what must hold.");
        JSONSchemaProps status = root.getProperties().get("status");
        status.setDescription("How the test stands: of its current run, or of its last one.");
        // A test that nobody has looked at yet must not look ready to the tools that read observedGeneration.
        status.setDefault(JsonNodeFactory.instance.objectNode().set("observedGeneration", new IntNode(-1)));
        return finished(crd, LoadTest.class);
    }

    static String generatePolicy() {
        CustomResourceDefinition crd = read(LoadTestPolicy.class);
        JSONSchemaProps root = root(crd);
        root.setDescription(
                "What the load tests of some namespaces may do. Of several that bind a namespace each must hold.");
        root.getProperties().remove("status");
        crd.getSpec().getVersions().getFirst().setSubresources(null);
        root.getProperties()
                .get("spec")
                .setDescription("Whom it binds, and what it allows; what is not given is not bounded.");
        return finished(crd, LoadTestPolicy.class);
    }

    private static JSONSchemaProps root(CustomResourceDefinition crd) {
        return crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
    }

    private static String finished(CustomResourceDefinition crd, Class<?> type) {
        refine(root(crd));
        orderColumns(crd, type);
        return HEADER + Serialization.asYaml(crd);
    }

    private static CustomResourceDefinition read(Class<? extends CustomResource<?, ?>> type) {
        var crd = Serialization.unmarshal(raw(type), CustomResourceDefinition.class);
        crd.getMetadata().setAnnotations(null);
        return crd;
    }

    private static String raw(Class<? extends CustomResource<?, ?>> type) {
        try {
            Path folder = Files.createTempDirectory("crd");
            new CRDGenerator()
                    .customResourceClasses(type)
                    .forCRDVersions("v1")
                    .inOutputDir(folder.toFile())
                    .detailedGenerate();
            return Files.readString(folder.resolve(CustomResource.getCRDName(type) + "-v1.yml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The generator sorts the columns by name; people read them in the order in which the class has them. */
    private static void orderColumns(CustomResourceDefinition crd, Class<?> type) {
        List<String> order = Arrays.stream(type.getAnnotationsByType(AdditionalPrinterColumn.class))
                .map(AdditionalPrinterColumn::name)
                .toList();
        crd.getSpec()
                .getVersions()
                .getFirst()
                .getAdditionalPrinterColumns()
                .sort(Comparator.comparingInt(column -> order.indexOf(column.getName())));
    }

    private static void refine(JSONSchemaProps schema) {
        Map<String, JSONSchemaProps> properties = schema.getProperties() == null ? Map.of() : schema.getProperties();
        if (properties.containsKey("json") && properties.containsKey("text")) {
            schema.setMinProperties(1L);
            schema.setMaxProperties(1L);
        }
        properties.forEach((name, property) -> {
            refine(property);
            if (Boolean.TRUE.equals(property.getXKubernetesIntOrString())) {
                bound(name, property);
            }
            if (property.getAdditionalProperties() != null) {
                // Of a map by keys server-side apply leaves a null when it takes away the last one, which the schema
                // refuses.
                property.setXKubernetesMapType("atomic");
            }
            if (property.getItems() != null && property.getItems().getSchema() != null) {
                list(name, property, property.getItems().getSchema());
            }
        });
    }

    /** The generator bounds strings only where they can not be numbers, too. */
    private static void bound(String name, JSONSchemaProps intOrString) {
        intOrString.setMaxLength(1024L);
        if (name.equals("select")) {
            intOrString.setPattern("^(First|Last|Random|All|[0-9]{1,4})$");
        }
    }

    /** Lists whose items must have a name, or a condition's type, are maps to server-side apply; lists of names are sets. */
    private static void list(String name, JSONSchemaProps list, JSONSchemaProps item) {
        refine(item);
        if (name.equals("targets")) {
            item.setRequired(List.of("name"));
        }
        List<String> required = item.getRequired() == null ? List.of() : item.getRequired();
        if (item.getProperties() != null && item.getProperties().containsKey("lastTransitionTime")) {
            item.setRequired(List.of("status", "type"));
            key(list, "type");
        } else if (required.contains("name") && !required.contains("value") && !name.equals("multipart")) {
            key(list, "name");
        } else if (SETS.contains(name) && "string".equals(item.getType())) {
            list.setXKubernetesListType("set");
        }
    }

    private static void key(JSONSchemaProps list, String key) {
        list.setXKubernetesListType("map");
        list.setXKubernetesListMapKeys(List.of(key));
    }
}
