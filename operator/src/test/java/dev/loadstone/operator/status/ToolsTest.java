package dev.loadstone.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.api.v1alpha1.RunPhase;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the tools which people leave alone with a LoadTest read the truth of it, from its birth to its end. */
class ToolsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Path CRD = Path.of("../crds/loadtests.loadstone.dev.yaml");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static ObjectNode object(long generation, JsonNode status) {
        ObjectNode object = JSON.createObjectNode();
        object.putObject("metadata").put("generation", generation);
        object.set("status", status);
        return object;
    }

    private static ObjectNode object(long generation, LoadTestStatus status) {
        try {
            return object(generation, JSON.readTree(new KubernetesSerialization().asJson(status)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What each of them says. */
    static String words(LoadTestStatus status) {
        ObjectNode object = object(status.observedGeneration(), status);
        ArgoHealth argo = ArgoHealth.of(object);
        return "kstatus: %s%nArgo CD: %s, %s%n".formatted(Kstatus.of(object), argo.status(), argo.message());
    }

    @ParameterizedTest
    @MethodSource("dev.loadstone.operator.status.ConditionsTest#all")
    void everySituationReadsAsItIs(Situation situation) {
        ObjectNode object = object(situation.generation(), Statuses.of(situation, NOW));
        Outcome outcome =
                situation.verdict() == null ? null : situation.verdict().outcome();
        if (situation.phase() == RunPhase.SUSPENDED) {
            assertRead(object, Kstatus.IN_PROGRESS, "Suspended");
        } else if (situation.phase() == RunPhase.SCHEDULED || outcome == Outcome.PASSED) {
            assertRead(object, Kstatus.CURRENT, "Healthy");
        } else if (outcome != null || situation.trouble() != null) {
            assertRead(object, Kstatus.FAILED, "Degraded");
        } else {
            assertRead(object, Kstatus.IN_PROGRESS, "Progressing");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.loadstone.operator.status.ConditionsTest#all")
    void whatSpeaksOfAnEarlierSpecIsNews(Situation situation) {
        ObjectNode object = object(situation.generation() + 1, Statuses.of(situation, NOW));
        assertRead(object, Kstatus.IN_PROGRESS, "Progressing");
    }

    @Test
    void whatNobodyHasLookedAtIsUnderWay() throws IOException {
        JsonNode status =
                YAML.readTree(CRD.toFile()).at("/spec/versions/0/schema/openAPIV3Schema/properties/status/default");
        assertThat(status.isObject()).as("a status by default").isTrue();
        assertRead(object(1, status), Kstatus.IN_PROGRESS, "Progressing");
    }

    @Test
    void whatIsBeingDeletedIsSaidToBe() {
        ObjectNode object = object(3, JSON.createObjectNode());
        object.withObject("metadata").put("deletionTimestamp", NOW.toString());
        assertThat(Kstatus.of(object)).isEqualTo(Kstatus.TERMINATING);
    }

    /** Why the default in the schema matters. */
    @Test
    void withoutAnyStatusKstatusWouldSayCurrent() {
        ObjectNode object = JSON.createObjectNode();
        object.putObject("metadata").put("generation", 1);
        assertThat(Kstatus.of(object)).isEqualTo(Kstatus.CURRENT);
    }

    private static void assertRead(ObjectNode object, Kstatus kstatus, String argo) {
        assertThat(Kstatus.of(object)).as("kstatus of %s", object).isEqualTo(kstatus);
        assertThat(ArgoHealth.of(object).status()).as("Argo CD of %s", object).isEqualTo(argo);
    }
}
