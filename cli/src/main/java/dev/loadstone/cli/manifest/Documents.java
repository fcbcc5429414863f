package dev.loadstone.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.operator.plan.Problem;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** The documents of a file, those within a {@code List} among them; or the problems for which there are none. */
record Documents(List<JsonNode> all, List<Problem> problems) {
    private static final String LIST = "List";

    Documents {
        all = List.copyOf(all);
        problems = List.copyOf(problems);
    }

    static Documents of(Path file) {
        try {
            return new Documents(
                    YamlDocuments.read(Files.readString(file)).stream()
                            .flatMap(Documents::members)
                            .toList(),
                    List.of());
        } catch (NoSuchFileException e) {
            return refused(file.toString(), "no such file");
        } catch (MarkedYAMLException e) {
            Mark at = e.getProblemMark();
            return refused(
                    "line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1),
                    e.getContext() == null ? e.getProblem() : e.getContext() + ": " + e.getProblem());
        } catch (YAMLException | CharacterCodingException e) {
            return refused(file.toString(), "is not YAML: " + e.getMessage());
        } catch (IOException e) {
            return refused(file.toString(), "can't be read: " + e.getMessage());
        }
    }

    /** As kubectl does: what has items of its own is a list, whatever it lists. */
    private static Stream<JsonNode> members(JsonNode document) {
        return document.path("kind").asText("").endsWith(LIST)
                        && document.path("items").isArray()
                ? document.path("items").valueStream().flatMap(Documents::members)
                : Stream.of(document);
    }

    private static Documents refused(String path, String message) {
        return new Documents(List.of(), List.of(new Problem(path, message)));
    }
}
