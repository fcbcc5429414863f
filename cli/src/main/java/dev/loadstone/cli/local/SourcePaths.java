package dev.loadstone.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.api.v1alpha1.SourceSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where in a spec each of its sources stands, for complaints to name the field. */
final class SourcePaths {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();
    private static final List<String> KINDS = List.of("configMapKeyRef", "secretKeyRef", "persistentVolumeClaim");

    private final Map<SourceSpec, String> paths = new HashMap<>();

    SourcePaths(LoadTestSpec spec) {
        add(MAPPER.valueToTree(spec), "spec");
    }

    /** The first place, where there are several. */
    String of(SourceSpec source) {
        return paths.getOrDefault(source, "spec");
    }

    private void add(JsonNode node, String path) {
        if (KINDS.stream().anyMatch(node::hasNonNull)) {
            paths.putIfAbsent(MAPPER.convertValue(node, SourceSpec.class), path);
            return;
        }
        node.properties().stream()
                .filter(field -> !field.getKey().equals("valueFrom"))
                .forEach(field -> add(field.getValue(), path + "." + field.getKey()));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            add(node.get(i), path + "[" + i + "]");
        }
    }
}
