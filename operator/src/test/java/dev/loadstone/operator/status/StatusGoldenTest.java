package dev.loadstone.operator.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.operator.plan.GoldenFolder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatusGoldenTest {
    private static final KubernetesSerialization YAML = new KubernetesSerialization(
            new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS), false);

    static List<GoldenFolder> cases() {
        return GoldenFolder.all("status");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aSituationShowsAsThisStatus(GoldenFolder folder) {
        var written = YAML.unmarshal(folder.text("in-situation.yaml"), WrittenSituation.class);
        LoadTestStatus status = written.status(folder.loadTest());
        folder.expect("out-status.yaml", YAML.asYaml(status));
        folder.expect("out-tools.txt", ToolsTest.words(status));
    }

    @Test
    void noGoldenFileIsUnused() {
        cases().forEach(each ->
                each.expectOnly(Set.of("in-loadtest.yaml", "in-situation.yaml", "out-status.yaml", "out-tools.txt")));
    }
}
