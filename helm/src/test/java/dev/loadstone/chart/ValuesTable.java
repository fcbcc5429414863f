package dev.loadstone.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Every value of a chart, with its default and with what the comment above it says, or else the schema. */
record ValuesTable(List<Row> rows) {
    record Row(String key, String defaultValue, String description) {}

    static ValuesTable of(Path chart) throws IOException {
        String yaml = Files.readString(chart.resolve("values.yaml"));
        JsonNode schema = Serialization.unmarshal(Files.readString(chart.resolve("values.schema.json")), JsonNode.class);
        var rows = new ArrayList<Row>();
        collect("", Serialization.unmarshal(yaml, JsonNode.class), schema, comments(yaml), rows);
        return new ValuesTable(rows);
    }

    private static void collect(
            String path, JsonNode values, JsonNode schema, Map<String, String> comments, List<Row> rows) {
        values.properties().forEach(entry -> {
            String key = path + entry.getKey();
            JsonNode value = entry.getValue();
            JsonNode known = schema.path("properties").path(entry.getKey());
            if (value.isObject() && known.has("properties") && !value.isEmpty()) {
                collect(key + ".", value, known, comments, rows);
            } else {
                rows.add(new Row(
                        key, value.toString(), comments.getOrDefault(key, known.path("description").asText())));
            }
        });
    }

    /** By key the comment above it. */
    private static Map<String, String> comments(String yaml) {
        var comments = new HashMap<String, String>();
        var parents = new TreeMap<Integer, String>();
        var comment = new ArrayList<String>();
        for (String line : yaml.lines().toList()) {
            String text = line.strip();
            int depth = line.length() - line.stripLeading().length();
            if (text.startsWith("#")) {
                comment.add(text.substring(1).strip());
                continue;
            }
            if (text.matches("[a-zA-Z]+:.*")) {
                parents.tailMap(depth, true).clear();
                parents.put(depth, text.substring(0, text.indexOf(':')));
                if (!comment.isEmpty()) {
                    comments.put(String.join(".", parents.values()), String.join(" ", comment));
                }
            }
            comment.clear();
        }
        return comments;
    }

    String markdown() {
        return "| value | default | what it does |\n|---|---|---|\n"
                + rows.stream()
                        .map(row -> "| `%s` | `%s` | %s |\n"
                                .formatted(row.key, row.defaultValue, row.description.replace("|", "\\|")))
                        .collect(Collectors.joining());
    }
}
