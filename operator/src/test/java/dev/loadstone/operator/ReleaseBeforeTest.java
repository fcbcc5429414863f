package dev.loadstone.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.protocol.ProtocolJson;
import dev.loadstone.protocol.RunPlan;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the release before wrote is still there after an upgrade, and under way: nothing of it may be lost, or mean something else. */
class ReleaseBeforeTest {
    private static final Path FOLDER = Path.of("src/test/resources/release-before");

    @Test
    void aPlanIsReadAsItWasMeant() throws IOException {
        String before = Files.readString(FOLDER.resolve("plan.json"));
        RunPlan plan = ProtocolJson.read(before.getBytes(StandardCharsets.UTF_8), RunPlan.class);
        assertThat(lost(before, new String(ProtocolJson.write(plan), StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void aStatusKeepsAllThatItTells() throws IOException {
        String before = Files.readString(FOLDER.resolve("status.yaml"));
        LoadTestStatus status = Serialization.unmarshal(before, LoadTestStatus.class);
        assertThat(lost(before, Serialization.asYaml(status))).isEmpty();
    }

    @Test
    void whatIsLostIsFound() {
        assertThat(lost("a: {b: [1, 2]}\nc: x\n", "a: {b: [1, 3], d: new}\n"))
                .containsExactly(".a.b[1]: 2, now 3", ".c: x, now missing");
    }

    private static List<String> lost(String before, String now) {
        var lost = new ArrayList<String>();
        collect(
                "",
                Serialization.unmarshal(before, JsonNode.class),
                Serialization.unmarshal(now, JsonNode.class),
                lost);
        return lost;
    }

    private static void collect(String path, JsonNode before, JsonNode now, List<String> lost) {
        before.properties()
                .forEach(field ->
                        collect(path + "." + field.getKey(), field.getValue(), now.path(field.getKey()), lost));
        for (int i = 0; before.isArray() && i < before.size(); i++) {
            collect(path + "[" + i + "]", before.get(i), now.path(i), lost);
        }
        boolean same = before.isValueNode()
                ? before.asText().equals(now.asText()) && now.isValueNode()
                : before.isArray() ? before.size() == now.size() : now.isObject();
        if (!same) {
            lost.add(path + ": " + text(before) + ", now " + text(now));
        }
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() ? "missing" : node.isValueNode() ? node.asText() : node.toString();
    }
}
