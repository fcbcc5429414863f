package dev.loadstone.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.loadstone.protocol.JsonPath.Every;
import dev.loadstone.protocol.JsonPath.Index;
import dev.loadstone.protocol.JsonPath.Name;
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
                "$..a",
                "$[",
                "$[']",
                "$[-1]",
                "$[1:2]",
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
