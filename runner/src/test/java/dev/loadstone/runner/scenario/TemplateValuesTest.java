package dev.loadstone.runner.scenario;

import static dev.loadstone.runner.scenario.Plans.body;
import static dev.loadstone.runner.scenario.Plans.capturing;
import static dev.loadstone.runner.scenario.Plans.compile;
import static dev.loadstone.runner.scenario.Plans.encoded;
import static dev.loadstone.runner.scenario.Plans.plan;
import static dev.loadstone.runner.scenario.Plans.post;
import static dev.loadstone.runner.scenario.Plans.several;
import static dev.loadstone.runner.scenario.Plans.single;
import static dev.loadstone.runner.scenario.Plans.user;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.loadstone.protocol.Variable;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateValuesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"v\": 12.50}     | 12.50      | 12.50",
                "{\"v\": \"ab\"}    | \"ab\"     | ab",
                "{\"v\": [1, \"a\"]} | [1, \"a\"] | [1, \"a\"]",
                "{\"v\": true}      | true       | true",
                "{\"v\": null}      | null       | null",
                "{\"v\": \"a\\nb\\u00e9\"} | \"a\\nbé\" | a\\nbé",
                "{}                 | \"1\"      | 1"
            })
    void aCapturedValueKeepsItsType(String document, String asJson, String asText) {
        Program program = compile(List.of(), capturing("v", "$.v", "1"), post("[$(vars.v|json)]"), post("$(vars.v)"));
        Person user = user(program, 1);

        user.answered(program.requests().get(0), 200, document);

        assertThat(body(encoded(program.requests().get(1), user))).isEqualTo("[" + asJson + "]");
        assertThat(body(encoded(program.requests().get(2), user))).isEqualTo(asText.replace("\\n", "\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "$(vars.x|json), '\"a \"\"/é\"'",
        "$(vars.x|jsonEscape), 'a \"\"/é'",
        "$(vars.x|urlEncode), a%20%22%2F%C3%A9",
        "$(vars.x|base64), YSAiL8Op",
        "$(vars.x|base64|urlEncode), YSAiL8Op",
        "$(vars.x|string|json), '\"a \"\"/é\"'",
        "$(vars.x|json|json), '\"a \"\"/é\"'",
        "$(user.id), 42",
        "$(user.id|json), 42",
        "$(user.id|string|json), '\"42\"'",
        "'$(fn.randomInt(7,7))', 7",
        "'$(fn.randomInt(-9223372036854775808,-9223372036854775808)|json)', -9223372036854775808",
        "$(fn.pick('a')|json), '\"a\"'",
        "$$(user.id), $(user.id)"
    })
    void filtersActFromLeftToRight(String template, String expected) {
        Program program = compile(List.of(single("x", "a \"/é")), post(template));

        String escaped = expected.replace("a \"\"/", "a \\\"/");

        assertThat(body(encoded(program.requests().getFirst(), user(program, 42))))
                .isEqualTo(escaped);
    }

    @Test
    void filtersAreWhatOthersDecode() throws Exception {
        var random = new Random(5);
        for (int round = 0; round < 500; round++) {
            String text = randomText(random);
            String template = "$(vars.x|json) $(vars.x|urlEncode) $(vars.x|base64)";
            Program known = compile(List.of(single("x", text)), post(template));
            Program captured = compile(List.of(), capturing("x", "$", null), post(template));
            Person user = user(captured, 1);
            user.answered(captured.requests().getFirst(), 200, new ObjectMapper().writeValueAsString(text));

            String body = body(encoded(known));

            assertThat(body(encoded(captured.requests().getLast(), user))).isEqualTo(body);
            int space = body.lastIndexOf(' ');
            assertThat(new String(Base64.getDecoder().decode(body.substring(space + 1)), UTF_8))
                    .isEqualTo(text);
            int before = body.lastIndexOf(' ', space - 1);
            assertThat(URLDecoder.decode(body.substring(before + 1, space), UTF_8))
                    .isEqualTo(text);
            assertThat(new ObjectMapper().readTree(body.substring(0, before))).isEqualTo(new TextNode(text));
        }
    }

    private static String randomText(Random random) {
        return random.ints(random.nextInt(20), 0, 0x800)
                .map(c -> random.nextInt(9) == 0 ? 0x1F600 : random.nextBoolean() ? c : c & 0x7F)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void randomValuesAreInTheirRange() {
        Program program = compile(
                List.of(several("v", "p", "q")),
                post(
                        "$(fn.uuid()) $(fn.randomInt(-2,2)) $(fn.randomString(30)) $(fn.pick(vars.v)) $(fn.pick('x','y','z'))"));
        var integers = new HashSet<String>();
        var picked = new HashSet<String>();
        Person user = user(program, 1);
        for (int round = 0; round < 300; round++) {
            String[] values = body(encoded(program.requests().getFirst(), user)).split(" ");
            UUID uuid = UUID.fromString(values[0]);
            assertThat(values[0]).isEqualTo(uuid.toString());
            assertThat(uuid.version()).isEqualTo(4);
            assertThat(uuid.variant()).isEqualTo(2);
            integers.add(values[1]);
            assertThat(values[2]).matches("[A-Za-z0-9]{30}");
            picked.add(values[3] + values[4]);
        }
        assertThat(integers).containsExactlyInAnyOrder("-2", "-1", "0", "1", "2");
        assertThat(picked).containsExactlyInAnyOrder("px", "py", "pz", "qx", "qy", "qz");
    }

    @Test
    void theSeedAndTheUserDecideAboutItsRandomValuesAndItsIterationsDiffer() {
        Program program = compile(List.of(), post("$(fn.uuid())"));
        Request request = program.requests().getFirst();
        Person user = user(program, 1);
        String first = encoded(request, user);

        user.iterate();
        assertThat(encoded(request, user)).isNotEqualTo(first);
        user.behaviour.enter(0, 2);
        user.iterate();
        assertThat(encoded(request, user))
                .isEqualTo(encoded(request, user(program, 2)))
                .isNotEqualTo(first);
        user.behaviour.enter(0, 1);
        user.iterate();
        assertThat(encoded(request, user)).isEqualTo(first);
    }

    @Test
    void aCaptureIsForgottenWithItsIteration() {
        Program program = compile(List.of(), capturing("v", "$", null), post("x$(vars.v)"));
        Person user = user(program, 1);
        user.answered(program.requests().getFirst(), 200, "1");
        user.iterate();
        ByteBuf out = Unpooled.buffer();
        var draft = new Draft();
        draft.take(program.requests().getLast());

        assertThatIllegalStateException()
                .isThrownBy(() -> user.behaviour.encode(draft, out))
                .withMessageContaining("vars.v");
        assertThat(out.isReadable()).isFalse();
    }

    @Test
    void aVariableHoldsUntilACaptureOfItsNameReplacesIt() {
        Program program = compile(List.of(single("v", "plan")), capturing("v", "$", null), post("$(vars.v)"));
        Person user = user(program, 1);

        assertThat(body(encoded(program.requests().getLast(), user))).isEqualTo("plan");
        user.answered(program.requests().getFirst(), 200, "\"response\"");
        assertThat(body(encoded(program.requests().getLast(), user))).isEqualTo("response");
    }

    @Test
    void secretsComeFromTheEnvironment() {
        var variable = new Variable("token", new Variable.Environment("SHOP_TOKEN"));
        var plan = plan(Plans.SHOP, List.of(variable), post("$(vars.token)"));

        assertThat(body(encoded(Plans.compile(plan, Map.of("SHOP_TOKEN", "s3")))))
                .isEqualTo("s3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Plans.compile(plan, Map.of()))
                .withMessageContaining("token")
                .withMessageContaining("SHOP_TOKEN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$(vars.list)", "$(vars.unknown)", "$(fn.pick(vars.unknown))"})
    void aNameThatMeansNoOneValueIsRefused(String template) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> compile(List.of(several("list", "a", "b")), post(template)))
                .withMessageContaining("request POST /")
                .withMessageContaining(template.contains("list") ? "vars.list" : "vars.unknown");
    }
}
