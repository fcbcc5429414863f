package dev.loadstone.runner.scenario.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.loadstone.protocol.JsonPath;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScannerTest {
    private static final ObjectMapper TREES = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();
    private static final String[] NAMES = {"a", "b", "é", "a\"b", "", "\n"};
    private static final String ALPHABET = "{}[]\":,\\ \ttrufalsn0123456789-+.eE\u0001ab";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "$          | [1]                                | [1]",
                "$.a        | {\"b\":{\"a\":1},\"a\":2}          | 2",
                "$.a.b      | {\"a\":{\"b\":[ 1 ]}}              | [ 1 ]",
                "$[1]       | [[9],\"x\"]                        | \"x\"",
                "$['a b']   | {\"a b\":null}                     | null",
                "$.a        | {\"\\u0061\":\"\\\"}\"}            | \"\\\"}\"",
                "$.*        | {\"a\":1,\"b\":2}                  | 1",
                "$[*].id    | [{},3,{\"id\":[]},{\"id\":2}]      | []",
                "$[*][*].a  | [[{\"b\":1}],[],[1,{\"a\":true}]]  | true",
                "$.a[0]     | {\"a\":[],\"a\":[5]}               | 5"
            })
    void theFirstValueAtThePath(String path, String document, String expected) {
        assertThat(find(path, bytes(document))).contains(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "$.a   | {\"b\":1}",
                "$.a   | [1]",
                "$[0]  | {\"0\":1}",
                "$[1]  | [1]",
                "$.a   | {\"a\":1",
                "$.a   | {\"a\":1}}",
                "$.a   | {\"a\":1,}",
                "$.a   | {\"a\":1,\"b\":tru}",
                "$.a   | {\"a\":01}",
                "$.a   | {\"a\":1.}",
                "$.a   | {\"a\":\"\\x\"}",
                "$.a   | {\"a\":\"\\u12G4\"}",
                "$     | ",
                "$     | -",
                "$     | [1 2]",
                "$     | nul"
            })
    void nothingThereOrNoJson(String path, String document) {
        assertThat(find(path, bytes(document == null ? "" : document))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":[", "\"\\", "-", "1e"})
    void endlessNestingAndOpenEndsAreNoValue(String repeated) {
        assertThat(find("$.a", bytes(repeated.repeat(1_000_000)))).isEmpty();
    }

    @Test
    void nestingIsFollowedToItsLimit() {
        int deepest = JsonScanner.DEEPEST;

        assertThat(find("$", bytes("[".repeat(deepest) + "]".repeat(deepest)))).isPresent();
        assertThat(find("$", bytes("[".repeat(deepest + 1) + "]".repeat(deepest + 1))))
                .isEmpty();
    }

    @Test
    void validDocumentsAndTheirMutationsAreWhatAJsonLibrarySays() throws Exception {
        var random = new Random(17);
        int found = 0;
        int refused = 0;
        for (int round = 0; round < 60_000; round++) {
            String path = randomPath(random);
            JsonNode tree = randomTree(random, 4);
            String document = round % 2 == 0 ? TREES.writeValueAsString(tree) : tree.toPrettyString();
            String input = round % 3 == 0 ? document : mutated(document, random);

            if (hasANameTwice(input)) {
                // Of two members of one name a tree keeps the last, and the first value at a path is in the first.
                continue;
            }

            Optional<String> value = find(path, bytes(input));

            Optional<JsonNode> parsed = parse(input);
            if (parsed.isEmpty()) {
                refused++;
            }
            Optional<JsonNode> expected =
                    parsed.flatMap(node -> first(node, JsonPath.parse(path).segments()));
            found += expected.isPresent() ? 1 : 0;
            assertThat(value.map(JsonScannerTest::tree))
                    .as("%s of %s", path, input)
                    .isEqualTo(expected);
        }
        assertThat(found).as("rounds with a value").isGreaterThan(5_000);
        assertThat(refused).as("rounds with malformed JSON").isGreaterThan(5_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '\0',
            value = {
                "$.a[*]         # {\"a\":[1,[2],3]}                      # 1|[2]|3",
                "$..a           # {\"a\":{\"a\":1},\"b\":[{\"a\":2}]}   # {\"a\":1}|1|2",
                "$..*           # {\"a\":[1],\"b\":2}                  # [1]|2|1",
                "$..[0]         # [[1,2],[3]]                          # [1,2]|1|3",
                "$..[*].a       # [{\"a\":1},[{\"a\":2}]]              # 1|2",
                "$[-1]          # [1,2,3]                              # 3",
                "$[-4]          # [1,2,3]                              # ",
                "$[1:]          # [1,2,3]                              # 2|3",
                "$[:-1]         # [1,2,3]                              # 1|2",
                "$[::2]         # [1,2,3]                              # 1|3",
                "$[-2:9:1].a    # [{\"a\":1},{\"a\":2},{\"a\":3}]       # 2|3",
                "$[2:1]         # [1,2,3]                              # ",
                "$..a           # {\"a\":1                             # ",
                "$..['a b']     # {\"x\":{\"a b\":\"}\\\"{\"}}         # \"}\\\"{\"",
                "$.*            # 1                                    # "
            })
    void allValuesAtThePath(String path, String document, String expected) {
        assertThat(String.join("|", all(path, bytes(document)))).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void allValuesOfAnyPathAreThoseThatATreeHas() throws Exception {
        var random = new Random(41);
        int found = 0;
        for (int round = 0; round < 30_000; round++) {
            String path = randomDeepPath(random);
            JsonNode tree = randomTree(random, 6);
            String document = round % 2 == 0 ? TREES.writeValueAsString(tree) : tree.toPrettyString();

            List<String> values = all(path, bytes(document));

            List<JsonNode> expected = nodes(List.of(tree), JsonPath.parse(path).segments());
            found += expected.size();
            assertThat(values.stream().map(JsonScannerTest::tree).toList())
                    .as("%s of %s", path, document)
                    .isEqualTo(expected.stream()
                            .map(JsonNode::toString)
                            .map(JsonScannerTest::tree)
                            .toList());
            assertThat(find(path, bytes(document)).map(JsonScannerTest::tree))
                    .as("first %s of %s", path, document)
                    .isEqualTo(values.stream().findFirst().map(JsonScannerTest::tree));
        }
        assertThat(found).as("values").isGreaterThan(3_000);
    }

    @Test
    void aPathThatGoesOverADocumentAgainAndAgainGivesUp() {
        String deep = "[".repeat(500) + "1" + "]".repeat(500);

        assertThat(all("$..*..*..*..*", bytes("[" + deep + ("," + deep).repeat(50) + "]")))
                .isEmpty();
    }

    @Test
    void anyBytesEndForAnyPath() {
        var random = new Random(43);
        for (int round = 0; round < 30_000; round++) {
            byte[] input = randomTree(random, 4).toString().getBytes(UTF_8);
            for (int i = random.nextInt(4); i > 0 && input.length > 0; i--) {
                input[random.nextInt(input.length)] = (byte) random.nextInt();
            }

            assertThat(all(randomDeepPath(random), Arrays.copyOf(input, random.nextInt(input.length + 1))))
                    .doesNotContain("");
        }
    }

    private static List<String> all(String path, byte[] document) {
        var matches = new JsonMatches();
        // Whatever surrounds the document is none of the scanner's business.
        var larger = new byte[document.length + 2];
        Arrays.fill(larger, (byte) '7');
        System.arraycopy(document, 0, larger, 1, document.length);
        new JsonScanner().findAll(larger, 1, larger.length - 1, new JsonQuery(JsonPath.parse(path)), matches);
        return IntStream.range(0, matches.size())
                .mapToObj(i -> new String(larger, matches.start(i), matches.end(i) - matches.start(i), UTF_8))
                .toList();
    }

    private static String randomDeepPath(Random random) {
        var path = new StringBuilder("$");
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            path.append(random.nextBoolean() ? ".." : "")
                    .append(
                            switch (random.nextInt(6)) {
                                case 0 -> "[*]";
                                case 1 -> "[" + random.nextInt(-3, 3) + "]";
                                case 2 ->
                                    "[" + random.nextInt(-3, 3) + ":" + random.nextInt(-3, 3) + ":"
                                            + (1 + random.nextInt(2)) + "]";
                                default -> "['" + NAMES[random.nextInt(2)] + "']";
                            });
        }
        return path.toString();
    }

    private static List<JsonNode> nodes(List<JsonNode> nodes, List<JsonPath.Segment> path) {
        List<JsonNode> found = nodes;
        for (JsonPath.Segment segment : path) {
            found = found.stream().flatMap(node -> nodes(node, segment)).toList();
        }
        return found;
    }

    private static Stream<JsonNode> nodes(JsonNode node, JsonPath.Segment segment) {
        return switch (segment) {
            case JsonPath.Name(String name) -> Stream.ofNullable(node.get(name));
            case JsonPath.Every every -> node.valueStream();
            case JsonPath.Index(int index) ->
                node.isArray() ? Stream.ofNullable(node.get(index < 0 ? node.size() + index : index)) : Stream.empty();
            case JsonPath.Slice slice -> {
                int size = node.isArray() ? node.size() : 0;
                int from = Math.clamp(slice.start() < 0 ? size + slice.start() : slice.start(), 0, size);
                int to = Math.clamp(slice.end() < 0 ? size + slice.end() : slice.end(), 0, size);
                yield IntStream.range(from, Math.max(from, to))
                        .filter(i -> (i - from) % slice.step() == 0)
                        .mapToObj(node::get);
            }
            case JsonPath.Descendant(JsonPath.Segment of) ->
                Stream.concat(nodes(node, of), node.valueStream().flatMap(child -> nodes(child, segment)));
        };
    }

    @Test
    void anyBytesEnd() {
        var random = new Random(23);
        for (int round = 0; round < 50_000; round++) {
            byte[] input = randomTree(random, 4).toString().getBytes(UTF_8);
            for (int i = random.nextInt(4); i > 0 && input.length > 0; i--) {
                input[random.nextInt(input.length)] = (byte) random.nextInt();
            }
            byte[] document = Arrays.copyOf(input, random.nextInt(input.length + 1));

            Optional<String> value = find(randomPath(random), document);

            value.ifPresent(text -> assertThat(text).isNotEmpty());
        }
    }

    @Test
    void stringsAreUnescapedAsAJsonLibraryDoes() {
        var random = new Random(29);
        for (int round = 0; round < 20_000; round++) {
            String json = "\"" + randomEscapes(random) + "\"";
            byte[] document = bytes(json);
            byte[] expected = tree(json).textValue().getBytes(UTF_8);
            int end = document.length - 1;
            var unescaped = new byte[end - 1];

            int length = JsonText.unescape(document, 1, end, unescaped);

            assertThat(Arrays.copyOf(unescaped, length)).as(json).isEqualTo(expected);
            assertThat(JsonText.equals(document, 1, end, expected)).as(json).isTrue();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String randomEscapes(Random random) {
        String[] some = {
            "a", "\\n", "\\\\", "\\/", "\\\"", "é", "😀", "\\u0041", "\\u00e9", "\\u20AC", "\\ud83d\\ude00", "\\ud83d"
        };
        var text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(some[random.nextInt(some.length)]);
        }
        return text.toString();
    }

    /** As it is found in a document that nothing is known of, and in one that is known to be well formed. */
    private static Optional<String> find(String path, byte[] bytes) {
        var scanner = new JsonScanner();
        var query = new JsonQuery(JsonPath.parse(path));
        Optional<String> found = find(scanner, query, bytes, false);
        if (scanner.isWellFormed()) {
            assertThat(find(scanner, query, bytes, true))
                    .as("%s in %s, known", path, new String(bytes, UTF_8))
                    .isEqualTo(found);
        } else {
            assertThat(found).isEmpty();
        }
        return found;
    }

    private static Optional<String> find(JsonScanner scanner, JsonQuery query, byte[] bytes, boolean known) {
        return scanner.find(bytes, 0, bytes.length, query, known)
                ? Optional.of(new String(bytes, scanner.start(), scanner.end() - scanner.start(), UTF_8))
                : Optional.empty();
    }

    private static Optional<JsonNode> parse(String input) {
        try {
            return Optional.of(TREES.readTree(input)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static boolean hasANameTwice(String input) {
        try {
            TREES.readTree(input);
            return false;
        } catch (JsonProcessingException e) {
            return e.getMessage().contains("Duplicate field");
        }
    }

    private static JsonNode tree(String json) {
        return parse(json).orElseThrow(() -> new AssertionError("the value is not JSON: " + json));
    }

    private static Optional<JsonNode> first(JsonNode node, List<JsonPath.Segment> path) {
        if (path.isEmpty()) {
            return Optional.of(node);
        }
        List<JsonPath.Segment> rest = path.subList(1, path.size());
        return switch (path.getFirst()) {
            case JsonPath.Name(String name) ->
                Optional.ofNullable(node.get(name)).flatMap(child -> first(child, rest));
            case JsonPath.Index(int index) ->
                Optional.ofNullable(node.get(index)).flatMap(child -> first(child, rest));
            case JsonPath.Every every ->
                node.valueStream().flatMap(child -> first(child, rest).stream()).findFirst();
            case JsonPath.Slice slice -> throw new AssertionError("not drawn: " + slice);
            case JsonPath.Descendant descendant -> throw new AssertionError("not drawn: " + descendant);
        };
    }

    private static String randomPath(Random random) {
        var path = new StringBuilder("$");
        for (int i = random.nextInt(4); i > 0; i--) {
            path.append(
                    switch (random.nextInt(4)) {
                        case 0 -> "[*]";
                        case 1 -> "[" + random.nextInt(3) + "]";
                        default -> "['" + NAMES[random.nextInt(4)] + "']";
                    });
        }
        return path.toString();
    }

    private static JsonNode randomTree(Random random, int depth) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        int children = random.nextInt(4);
        switch (random.nextInt(depth > 0 ? 9 : 5)) {
            case 0:
                return nodes.numberNode(new BigDecimal(random.nextInt(-2000, 2000)).movePointLeft(random.nextInt(5)));
            case 1:
                return nodes.numberNode(random.nextLong());
            case 2:
                return nodes.textNode(NAMES[random.nextInt(NAMES.length)] + "\\\u0001é");
            case 3:
                return nodes.booleanNode(random.nextBoolean());
            case 4:
                return nodes.nullNode();
            case 5, 6:
                var array = nodes.arrayNode();
                for (int i = 0; i < children; i++) {
                    array.add(randomTree(random, depth - 1));
                }
                return array;
            default:
                var object = nodes.objectNode();
                for (int i = 0; i < children; i++) {
                    object.set(NAMES[random.nextInt(NAMES.length)], randomTree(random, depth - 1));
                }
                return object;
        }
    }

    private static String mutated(String document, Random random) {
        var text = new StringBuilder(document);
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(text.length() + 1);
            char c = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, c);
                case 1 -> text.delete(at, Math.min(at + 1, text.length()));
                case 2 -> text.replace(at, Math.min(at + 1, text.length()), "" + c);
                default -> text.setLength(at);
            }
        }
        return text.toString();
    }
}
