package dev.loadstone.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.operator.plan.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a document says around its spec: which kind it is of, its name, and which fields it has. */
final class Head {
    private static final String GROUP = "loadstone.dev/";
    private static final String VERSION = GROUP + "v1alpha1";
    private static final List<String> FIELDS = List.of("apiVersion", "kind", "metadata", "spec", "status");
    private static final List<String> METADATA = List.of(
            "name",
            "namespace",
            "labels",
            "annotations",
            "generateName",
            "finalizers",
            "ownerReferences",
            "creationTimestamp",
            "deletionGracePeriodSeconds",
            "deletionTimestamp",
            "generation",
            "managedFields",
            "resourceVersion",
            "selfLink",
            "uid");
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

    private final JsonNode document;
    private final List<Problem> problems = new ArrayList<>();

    private Head(JsonNode document) {
        this.document = document;
    }

    /** Whether it is meant to be a LoadTest, well written or not. */
    static boolean isOfLoadTest(JsonNode document) {
        return document.path("kind").asText("").equals("LoadTest")
                || document.path("apiVersion").asText("").startsWith(GROUP);
    }

    static String name(JsonNode document) {
        JsonNode metadata = document.path("metadata");
        return metadata.path("name").asText(metadata.path("generateName").asText(""));
    }

    static List<Problem> check(JsonNode document) {
        var head = new Head(document);
        head.type();
        head.fields("", document, FIELDS);
        head.fields("metadata.", document.path("metadata"), METADATA);
        head.naming();
        if (!document.hasNonNull("spec")) {
            head.problem("spec", "is required");
        }
        return List.copyOf(head.problems);
    }

    private void type() {
        String version = document.path("apiVersion").asText("");
        if (!version.equals(VERSION)) {
            problem("apiVersion", "\"" + version + "\" is not " + VERSION);
        }
        String kind = document.path("kind").asText("");
        if (!kind.equals("LoadTest")) {
            problem("kind", "\"" + kind + "\" is not LoadTest");
        }
    }

    private void fields(String path, JsonNode node, List<String> known) {
        node.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                problem(path + field, "unknown field" + Spelling.nearest(field, known));
            }
        });
    }

    private void naming() {
        String name = name(document);
        if (name.isEmpty()) {
            problem("metadata.name", "is required");
        } else if (document.path("metadata").has("name") && !NAME.matcher(name).matches()) {
            problem("metadata.name", "\"" + name + "\" is no name (lower-case letters, digits, - and .)");
        }
    }

    private void problem(String path, String message) {
        problems.add(new Problem(path, message));
    }
}
