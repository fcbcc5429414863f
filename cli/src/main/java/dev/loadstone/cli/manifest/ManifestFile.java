package dev.loadstone.cli.manifest;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.operator.plan.PlanResult;
import dev.loadstone.operator.plan.Planner;
import dev.loadstone.operator.plan.Problem;
import dev.loadstone.protocol.RunId;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

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
        List<JsonNode> documents = documents(file, problems);
        for (JsonNode document : documents) {
            List<Problem> found = document(document, overrides, manifests);
            String prefix = documents.size() == 1 ? "" : "LoadTest " + Head.name(document) + ": ";
            found.forEach(each -> problems.add(new Problem(prefix + each.path(), each.message())));
        }
        if (documents.isEmpty() && problems.isEmpty()) {
            problems.add(new Problem("kind", "there is no LoadTest in this file"));
        }
        return new Reading(manifests, problems);
    }

    private static List<JsonNode> documents(Path file, List<Problem> problems) {
        try {
            return YamlDocuments.read(Files.readString(file)).stream()
                    .filter(Head::isOfLoadTest)
                    .toList();
        } catch (NoSuchFileException e) {
            problems.add(new Problem(file.toString(), "no such file"));
        } catch (MarkedYAMLException e) {
            Mark at = e.getProblemMark();
            problems.add(new Problem(
                    "line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1),
                    e.getContext() == null ? e.getProblem() : e.getContext() + ": " + e.getProblem()));
        } catch (YAMLException | CharacterCodingException e) {
            problems.add(new Problem(file.toString(), "is not YAML: " + e.getMessage()));
        } catch (IOException e) {
            problems.add(new Problem(file.toString(), "can't be read: " + e.getMessage()));
        }
        return List.of();
    }

    private static List<Problem> document(JsonNode document, Overrides overrides, List<Manifest> manifests) {
        var problems = new ArrayList<>(Head.check(document));
        if (document.hasNonNull("spec")) {
            JsonNode spec = document.get("spec");
            Nulls.drop(spec, SPEC);
            problems.addAll(overrides.applyTo(spec));
            problems.addAll(SchemaCheck.check(spec, SPEC));
            if (problems.isEmpty()) {
                var manifest = new Manifest(Head.name(document), LENIENT.convertValue(spec, LoadTestSpec.class));
                problems.addAll(planProblems(manifest));
                manifests.add(manifest);
            }
        }
        return problems.stream().map(overrides::inTheUsersWords).toList();
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
