package dev.loadstone.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.loadstone.protocol.JsonPath.Descendant;
import dev.loadstone.protocol.JsonPath.Every;
import dev.loadstone.protocol.JsonPath.Index;
import dev.loadstone.protocol.JsonPath.Name;
import dev.loadstone.protocol.JsonPath.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathTest {
    @Test
    void segments() {
        assertThat(JsonPath.parse("$").segments()).isEmpty();
        assertThat(JsonPath.parse("$.a['b.c]'][\"d'\"][3][*].*").segments())
                .containsExactly(
                        new Name("a"), new Name("b.c]"), new Name("d'"), new Index(3), new Every(), new Every());
    }

    @Test
    void descendantsSlicesAndPlacesFromTheEnd() {
        assertThat(JsonPath.parse("$..a..*..[0]..['b'][-1][1:][:-2][1:9:3][:]").segments())
                .containsExactly(
                        new Descendant(new Name("a")),
                        new Descendant(new Every()),
                        new Descendant(new Index(0)),
                        new Descendant(new Name("b")),
                        new Index(-1),
                        new Slice(1, Integer.MAX_VALUE, 1),
                        new Slice(0, -2, 1),
                        new Slice(1, 9, 3),
                        new Slice(0, Integer.MAX_VALUE, 1));
    }

    @Test
    void anythingIsReadOrRefusedWithItsPlace() {
        String[] pieces = {
            "$", ".", "..", "[", "]", "'", "\"", "*", "0", "999999999", "9999999999", "-1", "a", "?", ":", "\n"
        };
        Seeded.times(50_000, random -> {
            String text = Samples.text(random, pieces);
            String source = random.nextInt(10) == 0 ? text : "$" + text;
            try {
                var path = JsonPath.parse(source);
                assertThat(JsonPath.parse(path.toString())).isEqualTo(path);
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage())
                        .containsPattern("\\(at character \\d+ of \"")
                        .contains(source);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "$x",
                "$.",
                "$..",
                "$...a",
                "$..[",
                "$[",
                "$[']",
                "$[-]",
                "$[1:2:0]",
                "$[1:2:-1]",
                "$[1:2:3:4]",
                "$[1,2]",
                "$[?@.a]",
                "$['']",
                "$[1",
                "$[12345678901]"
            })
    void whatIsNotSupportedIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonPath.parse(text))
                .withMessageContaining("at character");
    }
}
