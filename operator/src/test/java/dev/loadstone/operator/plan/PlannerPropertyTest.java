package dev.loadstone.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.protocol.ProtocolJson;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunPlan;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole language with random mistakes in it: planning says what is wrong, and never throws. */
class PlannerPropertyTest {
    private static final int ROUNDS = 300;
    private static final int MOST_MISTAKES = 4;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> WORDS = List.of(
            "",
            "browse",
            "checkout",
            "shop",
            "First",
            "$(vars.items)",
            "$(vars.nothing|sha256)",
            "$(data.users)",
            "$(data.colours.x)",
            "$(file.body-1)",
            "$(fn.now('epochMillis','-1h'))",
            "$(",
            "vars.items",
            "size(vars.items) > 1",
            "response.json.a.exists(x, x == vars.b)",
            "true",
            "1 +",
            "10s",
            "0s",
            "99999h",
            "50%",
            "p99",
            "custom:orders",
            "a\r\nb",
            "((",
            "\u0000",
            "\uD800",
            "[{\"a\":1}]",
            "a,b\n1,2\n");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void planningNeverThrows(long seed) {
        JsonNode whole = MAPPER.valueToTree(Manifests.everything().getSpec());
        assertThat(plan(MAPPER.convertValue(whole, LoadTestSpec.class), whole)).isInstanceOf(PlanResult.Planned.class);
        var random = new Random(seed);
        int planned = 0;
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            JsonNode tree = whole.deepCopy();
            for (int i = random.nextInt(MOST_MISTAKES); i >= 0; i--) {
                mutate(tree, random);
            }
            LoadTestSpec spec;
            try {
                spec = MAPPER.treeToValue(tree, LoadTestSpec.class);
            } catch (JsonProcessingException e) {
                continue;
            }
            PlanResult result = plan(spec, tree);
            if (result instanceof PlanResult.Planned(RunPlan plan, var _)) {
                assertThat(ProtocolJson.read(ProtocolJson.write(plan), RunPlan.class))
                        .as("round %s: %s", round, tree)
                        .isEqualTo(plan);
                planned++;
            } else {
                refused++;
            }
        }
        assertThat(planned).as("specs that are sound").isGreaterThan(ROUNDS / 10);
        assertThat(refused).as("specs that are not").isGreaterThan(ROUNDS / 10);
    }

    private static PlanResult plan(LoadTestSpec spec, JsonNode tree) {
        try {
            return Planner.plan(spec, "shop", "random", new RunId("3f0f6a52", 7), 4711);
        } catch (RuntimeException e) {
            throw new AssertionError("planning throws for " + tree, e);
        }
    }

    /** Takes something out, puts something else in its place, or does it twice. */
    private static void mutate(JsonNode tree, Random random) {
        var containers = new ArrayList<ContainerNode<?>>();
        collect(tree, containers);
        ContainerNode<?> container = containers.get(random.nextInt(containers.size()));
        JsonNode other = random.nextInt(3) == 0
                ? containers.get(random.nextInt(containers.size())).deepCopy()
                : value(random);
        boolean take = random.nextInt(3) == 0;
        switch (container) {
            case ObjectNode object -> {
                List<String> names = new ArrayList<>();
                object.fieldNames().forEachRemaining(names::add);
                if (!names.isEmpty()) {
                    String name = names.get(random.nextInt(names.size()));
                    if (take) {
                        object.remove(name);
                    } else {
                        object.set(name, other);
                    }
                }
            }
            case ArrayNode array -> {
                if (!array.isEmpty()) {
                    int index = random.nextInt(array.size());
                    if (take) {
                        array.remove(index);
                    } else {
                        array.insert(
                                index, array.get(random.nextInt(array.size())).deepCopy());
                    }
                }
            }
            default -> throw new AssertionError(container);
        }
    }

    private static void collect(JsonNode tree, List<ContainerNode<?>> containers) {
        if (tree instanceof ContainerNode<?> container) {
            containers.add(container);
            for (Iterator<JsonNode> each = container.elements(); each.hasNext(); ) {
                collect(each.next(), containers);
            }
        }
    }

    private static JsonNode value(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> MAPPER.getNodeFactory().numberNode(random.nextInt(-2, 5));
            case 1 -> MAPPER.getNodeFactory().booleanNode(random.nextBoolean());
            default -> MAPPER.getNodeFactory().textNode(WORDS.get(random.nextInt(WORDS.size())));
        };
    }
}
