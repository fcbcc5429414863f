package dev.loadstone.cli.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.operator.plan.PlanResult;
import dev.loadstone.operator.plan.Planner;
import dev.loadstone.operator.plan.Problem;
import dev.loadstone.protocol.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads LoadTests from a file of YAML or JSON. Other kinds in it are left alone, as kubectl's users mix them. */
public final class ManifestFile {
    private static final ObjectMapper LENIENT = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final Schema SPEC = Schema.ofSpec();

    private ManifestFile() {}

    /** The LoadTests in the file, or everything that is wrong with them, in the order of the file. */
    public static Reading read(Path file, Overrides overrides) {
        var problems = new ArrayList<Problem>();
        var manifests = new ArrayList<Manifest>();
        for (JsonNode document : documents(file, problems)) {
            if (document.path("kind").asText("").equals("LoadTest")) {
                document(document, overrides, manifests, problems);
            }
        }
        if (manifests.isEmpty() && problems.isEmpty()) {
            problems.add(new Problem("kind", "there is no LoadTest in this file"));
        }
        return new Reading(manifests, problems);
    }

    private static List<JsonNode> documents(Path file, List<Problem> problems) {
        var yaml = new YAMLMapper();
        try (MappingIterator<JsonNode> documents =
                yaml.readerFor(JsonNode.class).readValues(Files.readString(file))) {
            return documents.readAll().stream().filter(JsonNode::isObject).toList();
        } catch (NoSuchFileException e) {
            problems.add(new Problem(file.toString(), "no such file"));
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            problems.add(new Problem(
                    "line " + at.getLineNr() + ", column " + at.getColumnNr(), firstLine(e.getOriginalMessage())));
        } catch (IOException e) {
            problems.add(new Problem(file.toString(), "can't be read: " + e.getMessage()));
        }
        return List.of();
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("is not YAML");
    }

    private static void document(
            JsonNode document, Overrides overrides, List<Manifest> manifests, List<Problem> problems) {
        int before = problems.size();
        String version = document.path("apiVersion").asText("");
        if (!version.equals("loadstone.dev/v1alpha1")) {
            problems.add(new Problem("apiVersion", "\"" + version + "\" is not loadstone.dev/v1alpha1"));
        }
        String name = document.path("metadata").path("name").asText("");
        if (name.isEmpty()) {
            problems.add(new Problem("metadata.name", "is required"));
        }
        List<String> top = List.of("apiVersion", "kind", "metadata", "spec", "status");
        document.fieldNames().forEachRemaining(field -> {
            if (!top.contains(field)) {
                problems.add(new Problem(field, "unknown field" + Spelling.hint(field, top)));
            }
        });
        if (!document.has("spec")) {
            problems.add(new Problem("spec", "is required"));
            return;
        }
        JsonNode spec = document.get("spec");
        problems.addAll(overrides.applyTo(spec));
        problems.addAll(SchemaCheck.check(spec, SPEC));
        if (problems.size() == before) {
            var manifest = new Manifest(name, LENIENT.convertValue(spec, LoadTestSpec.class));
            problems.addAll(planProblems(manifest));
            manifests.add(manifest);
        }
    }

    /** What only the planner can see; here for its complaints alone. */
    private static List<Problem> planProblems(Manifest manifest) {
        return switch (Planner.plan(manifest.spec(), "default", manifest.name(), new RunId("validate", 1), 1)) {
            case PlanResult.Planned planned -> List.of();
            case PlanResult.Refused(List<Problem> problems) -> problems;
        };
    }

    /** What came of a file: with problems, the manifests are not to be used. */
    public record Reading(List<Manifest> manifests, List<Problem> problems) {
        public Reading {
            manifests = List.copyOf(manifests);
            problems = List.copyOf(problems);
        }
    }
}
