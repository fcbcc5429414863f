package dev.loadstone.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.operator.plan.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads LoadTests from a file of YAML or JSON. Other kinds in it are left alone, as kubectl's users mix them. */
public final class ManifestFile {
    private ManifestFile() {}

    /** The LoadTests in the file, or everything that is wrong with them, in the order of the file. */
    public static Reading read(Path file, Overrides overrides) {
        Documents documents = Documents.of(file);
        var problems = new ArrayList<>(documents.problems());
        var manifests = new ArrayList<Manifest>();
        ConfigObjects objects = ConfigObjects.among(documents.all(), problems);
        List<JsonNode> tests =
                documents.all().stream().filter(Head::isOfLoadTest).toList();
        for (JsonNode document : tests) {
            var test = TestDocument.read(document, objects, overrides);
            test.manifest().ifPresent(manifests::add);
            String prefix = tests.size() == 1 ? "" : "LoadTest " + Head.name(document) + ": ";
            test.problems().forEach(each -> problems.add(new Problem(prefix + each.path(), each.message())));
        }
        if (tests.isEmpty() && problems.isEmpty()) {
            problems.add(new Problem("kind", "there is no LoadTest in this file"));
        }
        return new Reading(manifests, problems);
    }

    /** What came of a file: with problems, the manifests are not to be used. */
    public record Reading(List<Manifest> manifests, List<Problem> problems) {
        public Reading {
            manifests = List.copyOf(manifests);
            problems = List.copyOf(problems);
        }
    }
}
