package dev.loadstone.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.loadstone.operator.plan.Problem;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Each value of a manifest that has everything, spoilt: the machine's own exceptions are no answer to a person. */
class SpoiltManifestTest {
    private static final Path EVERYTHING = Path.of("../crds/src/test/resources/manifests/valid-everything.yaml");
    private static final JsonNode HUGE = BigIntegerNode.valueOf(BigInteger.TEN.pow(30));

    private final JsonNode whole =
            YamlDocuments.read(Files.readString(EVERYTHING)).getFirst();

    SpoiltManifestTest() throws IOException {}

    private static List<Problem> problems(JsonNode document) {
        return TestDocument.read(document.deepCopy(), ConfigObjects.NONE, Overrides.NONE)
                .problems();
    }

    /** Calls it for each value within the node, after the value was replaced, and puts it back. */
    private static void spoil(JsonNode node, String path, JsonNode by, BiConsumer<String, JsonNode> look) {
        if (node instanceof ObjectNode object) {
            for (var field : List.copyOf(object.properties())) {
                object.set(field.getKey(), by);
                look.accept(path + "." + field.getKey(), field.getValue());
                object.set(field.getKey(), field.getValue());
                spoil(field.getValue(), path + "." + field.getKey(), by, look);
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode item = array.get(i);
                array.set(i, by);
                look.accept(path + "[" + i + "]", item);
                array.set(i, item);
                spoil(item, path + "[" + i + "]", by, look);
            }
        }
    }

    @Test
    void noValueMakesTheReaderFail() {
        for (JsonNode by : List.of(TextNode.valueOf("§$% {"), IntNode.valueOf(-1), NullNode.instance)) {
            spoil(whole.get("spec"), "spec", by, (path, _) -> assertThat(problems(whole))
                    .as(path)
                    .doesNotContainNull());
        }
    }

    @Test
    void aHugeNumberIsNamedWhereverItStands() {
        var silent = new ArrayList<String>();
        spoil(whole.get("spec"), "spec", HUGE, (path, _) -> {
            List<Problem> problems = problems(whole);
            boolean open = path.endsWith(".json") || path.contains(".json.");
            if (!open && problems.stream().noneMatch(each -> each.path().equals(path))) {
                silent.add(path + ": " + problems);
            }
        });
        assertThat(silent).as("nothing is said of").isEmpty();
    }
}
