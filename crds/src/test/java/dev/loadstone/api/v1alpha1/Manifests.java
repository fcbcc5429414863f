package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The manifests that an API server must take or refuse, by name of their file, and the committed schema. */
final class Manifests {
    static final ObjectMapper YAML = YAMLMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final Path FOLDER = Path.of("src/test/resources/manifests");

    private Manifests() {}

    static Map<String, JsonNode> valid() {
        var trees = new TreeMap<String, JsonNode>();
        texts("valid-").forEach((name, text) -> trees.put(name, tree(text)));
        return trees;
    }

    /** Texts of files whose name starts so. */
    static Map<String, String> texts(String prefix) {
        try (Stream<Path> files = Files.list(FOLDER)) {
            var texts = new TreeMap<String, String>();
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith(prefix))
                    .toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the first line of an invalid manifest says that the API server answers. */
    static String expected(String text) {
        return text.lines().findFirst().orElseThrow().replaceFirst("^# expect: ", "");
    }

    static JsonNode specSchema() {
        try {
            return tree(Files.readString(Path.of("loadtests.loadstone.dev.yaml")))
                    .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode tree(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
