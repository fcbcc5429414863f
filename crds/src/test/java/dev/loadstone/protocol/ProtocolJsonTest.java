package dev.loadstone.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is written is read as the same; what is not sane is refused, and by nothing but an IllegalArgumentException. */
class ProtocolJsonTest {
    private static final ObjectMapper TREES = new ObjectMapper();
    private static final Set<String> MAPS = Set.of("errors", "checks", "timings", "taints", "variables");
    private static final Path GOLDEN = Path.of("src/test/resources/protocol");
    private static final Set<String> MAY_BE_ABSENT =
            Set.of("body", "fallback", "stat", "request", "max", "min", "total", "clock");
    /** What plans and reports of version 1 do not have, and what may be left out of those of version 2. */
    private static final Set<String> ABSENT_BEFORE = Set.of(
            "targets",
            "files",
            "feeders",
            "addresses",
            "flows",
            "setup",
            "teardown",
            "lenience",
            "target",
            "protocol",
            "tls",
            "connections",
            "dns",
            "compressions",
            "cookies",
            "maxResponseBytes",
            "followRedirects",
            "headers",
            "basic",
            "timeoutMillis",
            "onFailure",
            "source",
            "select",
            "required",
            "onStart",
            "onStop",
            "scenarios",
            "iterations",
            "iterationsPerUser",
            "law",
            "custom",
            "scenario",
            "phase",
            "group",
            "check",
            "window",
            "noData",
            "satisfiedMicros",
            "redirects",
            "time",
            "errors",
            "groups",
            "metrics",
            "peakUsers",
            "errand",
            "endTest",
            "ca",
            "certificate",
            "key",
            "serverName",
            "mode",
            "balance",
            "flow",
            "otherwise",
            "name",
            "variables");

    private static final Map<String, Object> FIRST_VERSION = Map.of(
            "plan-v1.json", Samples.plan(), "report-v1.json", Samples.report(), "answer-v1.json", Samples.answer());
    private static final Map<String, Object> SECOND_VERSION = Map.of(
            "plan-v2.json",
            WideSamples.plan(),
            "report-v2.json",
            WideSamples.report(),
            "answer-v2.json",
            WideSamples.answer());
    private static final Map<String, Object> DOCUMENTS = Stream.of(FIRST_VERSION, SECOND_VERSION)
            .flatMap(each -> each.entrySet().stream())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    @Test
    void roundTrips() {
        DOCUMENTS.values().forEach(value -> assertThat(again(value)).isEqualTo(value));
        for (Answer.Command command : Samples.commands()) {
            var answer = new Answer(1, -1, false, 5, command, 200);
            assertThat(again(answer)).isEqualTo(answer);
        }
    }

    /** Files of a released version stay as they are: operators read plans and reports that older ones wrote. */
    @Test
    void whatAnyVersionWroteIsStillRead() throws IOException {
        for (var document : DOCUMENTS.entrySet()) {
            Path file = GOLDEN.resolve(document.getKey());
            if (Boolean.getBoolean("golden.update") && SECOND_VERSION.containsKey(document.getKey())) {
                Files.writeString(file, ProtocolJson.writePretty(document.getValue()) + "\n");
            }
            assertThat(ProtocolJson.read(
                            Files.readAllBytes(file), document.getValue().getClass()))
                    .as("%s", file)
                    .isEqualTo(document.getValue());
        }
    }

    @Test
    void unknownFieldsAreIgnoredEverywhere() throws IOException {
        for (Object value : DOCUMENTS.values()) {
            JsonNode tree = TREES.readTree(ProtocolJson.write(value));
            for (Place place : places(tree)) {
                // A map's keys are data, and the parts of a sealed type's empty records are none.
                if (place.parent() instanceof ObjectNode object && !MAPS.contains(place.parentField())) {
                    object.put("fromTheFuture", 7);
                }
            }
            assertThat(ProtocolJson.read(TREES.writeValueAsBytes(tree), value.getClass()))
                    .isEqualTo(value);
        }
    }

    @Test
    void noRequiredFieldMayBeNullOrAbsent() throws IOException {
        for (Object value : DOCUMENTS.values()) {
            int fields = places(TREES.readTree(ProtocolJson.write(value))).size();
            for (int i = 0; i < fields; i++) {
                assertNeeded(value, i, false);
                assertNeeded(value, i, true);
            }
        }
    }

    private static void assertNeeded(Object value, int index, boolean remove) throws IOException {
        JsonNode tree = TREES.readTree(ProtocolJson.write(value));
        Place place = places(tree).get(index);
        boolean mapEntry = MAPS.contains(place.parentField());
        if (remove && (mapEntry || place.parent() instanceof ArrayNode)) {
            return;
        }
        place.replace(remove ? null : TREES.nullNode());
        byte[] json = TREES.writeValueAsBytes(tree);
        boolean mayBeAbsent = MAY_BE_ABSENT.contains(place.name()) || ABSENT_BEFORE.contains(place.name());
        if (mayBeAbsent && !place.parentField().endsWith("_TIME")) {
            readOrRefused(json, value.getClass());
        } else {
            assertThatIllegalArgumentException()
                    .as("%s without %s", value.getClass().getSimpleName(), place)
                    .isThrownBy(() -> ProtocolJson.read(json, value.getClass()));
        }
    }

    @Test
    void anotherValueInAnyPlaceIsReadOrRefused() throws IOException {
        String[] values = {
            "{}", "[]", "\"\"", "\"x\"", "-1", "1e300", "\"NaN\"", "true", "[null]", "{\"type\":\"json\"}"
        };
        for (Object value : DOCUMENTS.values()) {
            int fields = places(TREES.readTree(ProtocolJson.write(value))).size();
            for (int i = 0; i < fields; i++) {
                for (String other : values) {
                    JsonNode tree = TREES.readTree(ProtocolJson.write(value));
                    places(tree).get(i).replace(TREES.readTree(other));
                    readOrRefused(TREES.writeValueAsBytes(tree), value.getClass());
                }
            }
        }
    }

    @Test
    void anyBytesAreReadOrRefused() {
        byte[] valid = ProtocolJson.write(Samples.report());
        Seeded.times(2_000, random -> {
            byte[] bytes = valid.clone();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            readOrRefused(bytes, RunnerReport.class);
        });
    }

    private static void readOrRefused(byte[] json, Class<?> type) {
        try {
            assertThat(ProtocolJson.read(json, type)).isNotNull();
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).startsWith("not a " + type.getSimpleName());
        }
    }

    @Test
    void halfADocumentTwoDocumentsOrNoneAreRefused() {
        for (String text : List.of("", "null", "{", "{}", "[]", "{}{}", "[".repeat(100_000))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ProtocolJson.read(text.getBytes(StandardCharsets.UTF_8), Answer.class));
        }
        String twice = ProtocolJson.writePretty(Samples.answer()).repeat(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProtocolJson.read(twice.getBytes(StandardCharsets.UTF_8), Answer.class));
    }

    private static Object again(Object value) {
        return ProtocolJson.read(ProtocolJson.write(value), value.getClass());
    }

    /** A field of an object or an element of an array. */
    private record Place(JsonNode parent, String parentField, String name) {
        void replace(JsonNode value) {
            if (parent instanceof ArrayNode array) {
                array.set(Integer.parseInt(name), value);
            } else if (value == null) {
                ((ObjectNode) parent).remove(name);
            } else {
                ((ObjectNode) parent).set(name, value);
            }
        }

        @Override
        public String toString() {
            return parentField + "/" + name;
        }
    }

    private static List<Place> places(JsonNode tree) {
        var places = new ArrayList<Place>();
        collect(tree, "", places);
        return places;
    }

    private static void collect(JsonNode node, String field, List<Place> places) {
        for (int i = 0; i < node.size() && node.isArray(); i++) {
            places.add(new Place(node, field, String.valueOf(i)));
            collect(node.get(i), field, places);
        }
        node.properties().forEach(each -> {
            places.add(new Place(node, field, each.getKey()));
            collect(each.getValue(), each.getKey(), places);
        });
    }
}
