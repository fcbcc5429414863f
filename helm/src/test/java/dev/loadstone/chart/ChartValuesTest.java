package dev.loadstone.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartValuesTest {
    /** What Helm itself puts into the values of a chart that is part of another. */
    private static final String OF_THE_PARENT = "global";

    @ParameterizedTest
    @CsvSource({
        "replica=2, replica",
        "image.tga=1, tga",
        "networkPolicy.enable=true, enable",
        "certificate.existingSecrt=a, existingSecrt",
        "runner.image.pullPolice=Never, pullPolice",
        "resources.limit.memory=1Gi, limit"
    })
    void aTypoIsRefusedByName(String setting, String culprit) {
        Programs.Answer answer = Helm.onPath().tryTemplate("--set", setting);
        assertThat(answer.exitCode()).as(answer.output()).isNotZero();
        assertThat(answer.errors()).containsPattern("(?i)additional propert.*\\b" + culprit + "\\b");
    }

    @ParameterizedTest
    @CsvSource({
        "image.pullPolicy=Sometimes, pullPolicy",
        "resources.limits.memory=192MB, memory",
        "watchNamespaces={Team_A}, watchNamespaces",
        "metrics.tests=maybe, tests",
        "deniedCidrs={1.2.3.4/99}, deniedCidrs",
        "networkPolicy.runners.except={::1/129}, except",
        "replicas=-1, replicas"
    })
    void aWrongValueIsRefusedByName(String setting, String culprit) {
        Programs.Answer answer = Helm.onPath().tryTemplate("--set", setting);
        assertThat(answer.exitCode()).as(answer.output()).isNotZero();
        assertThat(answer.errors()).contains(culprit);
    }

    @Test
    void everyObjectOfTheSchemaIsClosedAndEveryKeyExplained() throws IOException {
        var faults = new ArrayList<String>();
        inspect("values", read("values.schema.json"), faults);
        assertThat(faults).isEmpty();
    }

    private static void inspect(String path, JsonNode schema, List<String> faults) {
        if (!schema.has("description") && !path.endsWith("[]")) {
            faults.add(path + " has no description");
        }
        if (schema.has("properties") && schema.path("additionalProperties").asBoolean(true)) {
            faults.add(path + " takes any key");
        }
        schema.path("properties")
                .properties()
                .forEach(entry -> inspect(path + "." + entry.getKey(), entry.getValue(), faults));
        if (schema.has("items")) {
            inspect(path + "[]", schema.get("items"), faults);
        }
    }

    @Test
    void everyKeyOfTheSchemaHasItsDefaultInTheValues() throws IOException {
        var missing = new ArrayList<String>();
        collectMissing("", read("values.schema.json"), read("values.yaml"), missing);
        assertThat(missing).as("keys that values.yaml does not show").isEmpty();
    }

    private static void collectMissing(String path, JsonNode schema, JsonNode values, List<String> missing) {
        if (values instanceof MissingNode) {
            missing.add(path);
        } else if (!values.isEmpty() || path.isEmpty()) {
            schema.path("properties").properties().stream()
                    .filter(entry -> !entry.getKey().equals(OF_THE_PARENT))
                    .forEach(entry -> collectMissing(
                            path + "." + entry.getKey(), entry.getValue(), values.path(entry.getKey()), missing));
        }
    }

    @Test
    void everyTopLevelKeyOfTheValuesHasAComment() throws IOException {
        var silent = new ArrayList<String>();
        List<String> lines = Files.readAllLines(Helm.CHART.resolve("values.yaml"));
        for (int i = 1; i < lines.size(); i++) {
            boolean key = lines.get(i).matches("[a-zA-Z]+:.*");
            boolean explained = lines.get(i - 1).startsWith("#") || follows(lines, i + 1, "  #");
            if (key && !explained) {
                silent.add(lines.get(i));
            }
        }
        assertThat(silent).isEmpty();
    }

    private static boolean follows(List<String> lines, int index, String prefix) {
        return index < lines.size() && lines.get(index).startsWith(prefix);
    }

    private static JsonNode read(String file) throws IOException {
        return Serialization.unmarshal(Files.readString(Helm.CHART.resolve(file)), JsonNode.class);
    }
}
