package dev.loadstone.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.operator.plan.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ConfigMaps and Secrets that stand in a file beside its tests: what a cluster would find under their names. */
public final class ConfigObjects {
    /** Of a file that has none. */
    public static final ConfigObjects NONE = new ConfigObjects(List.of(), "");

    private final List<ConfigObject> objects;
    private final String namespace;

    private ConfigObjects(List<ConfigObject> objects, String namespace) {
        this.objects = List.copyOf(objects);
        this.namespace = namespace;
    }

    /** Those among the documents; what is wrong with one is added to the problems. */
    static ConfigObjects among(List<JsonNode> documents, List<Problem> problems) {
        var found = new ArrayList<ConfigObject>();
        documents.forEach(document -> ConfigObject.of(document, problems).ifPresent(found::add));
        return new ConfigObjects(found, "");
    }

    /** What tests of this namespace see of them; where one of the two says nothing of namespaces, they meet. */
    ConfigObjects in(String other) {
        return new ConfigObjects(objects, other);
    }

    /** The object of this kind and name; empty where the file has none. */
    public Optional<ConfigObject> find(String kind, String name) {
        return objects.stream()
                .filter(each -> each.kind().word().equals(kind) && each.name().equals(name))
                .filter(each -> namespace.isEmpty()
                        || each.namespace().isEmpty()
                        || each.namespace().equals(namespace))
                .findFirst();
    }
}
