package dev.loadstone.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.loadstone.protocol.Template.Hole;
import dev.loadstone.protocol.Template.Part;
import dev.loadstone.protocol.Template.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    private static final String[] PIECES = {
        "$",
        "$$",
        "(",
        ")",
        "$(",
        "$$(",
        "vars.",
        "user.id",
        "fn.",
        "uuid",
        "randomInt",
        "randomString",
        "pick",
        "weightedPick",
        "now",
        "base64",
        "hmacSha256",
        "data.",
        "file.",
        "epochMillis",
        "+1h",
        "'",
        "\"",
        "''",
        ",",
        "|",
        "json",
        "urlEncode",
        "1",
        "-",
        "99999999999999999999",
        " ",
        "a",
        "ü",
        "\0",
        "\n",
        ".",
        "😀",
        "٣"
    };

    @Test
    void theSourceOfATemplateIsReadAsTheSameTemplate() {
        Seeded.times(20_000, random -> {
            var template = template(random);
            assertThat(Template.parse(template.toString()))
                    .as(template.toString())
                    .isEqualTo(template);
        });
    }

    @Test
    void whatIsReadIsWrittenAndReadAgain() {
        Seeded.times(50_000, random -> {
            String source = Samples.text(random, PIECES);
            try {
                var template = Template.parse(source);
                assertThat(Template.parse(template.toString())).as(source).isEqualTo(template);
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).contains("(at character ").contains(source);
            }
        });
    }

    private static Template template(Random random) {
        var parts = new ArrayList<Part>();
        for (int i = random.nextInt(6); i > 0; i--) {
            parts.add(
                    random.nextBoolean()
                            ? new Text(Samples.text(random, "$", "(", ")", "a", "'", "\\", "\n", "ü"))
                            : new Hole(expression(random), filters(random)));
        }
        return new Template(parts);
    }

    private static List<Filter> filters(Random random) {
        return random.ints(random.nextInt(3), 0, Filter.values().length)
                .mapToObj(i -> Filter.values()[i])
                .toList();
    }

    private static Expression expression(Random random) {
        return switch (random.nextInt(13)) {
            case 0 -> new Expression.VariableValue("token-" + random.nextInt(9) + "_ü");
            case 1 -> new Expression.UserId();
            case 2 -> new Expression.Uuid();
            case 3 ->
                new Expression.RandomInt(-random.nextLong(Long.MAX_VALUE / 2), random.nextLong(Long.MAX_VALUE / 2));
            case 4 -> new Expression.RandomString(random.nextInt(1, 1025));
            case 5 -> new Expression.PickVariable("terms");
            case 6 -> new Expression.UserIteration();
            case 7 -> new Expression.DataValue("users", random.nextBoolean() ? "" : "email");
            case 8 -> new Expression.FileContent("photo-1");
            case 9 ->
                new Expression.WeightedPick(List.of(
                        new Expression.Weighted(Samples.text(random, "'", ",", "x"), random.nextLong(1, 1_000_001))));
            case 10 ->
                new Expression.Now(
                        Samples.pick(random, new String[] {"", "epochMillis", "yyyy-MM-dd'T'HH", "'it''s'"}),
                        random.nextLong(-999_999_999, 1_000_000_000));
            case 11 -> new Expression.Applied(Function.SHA256, List.of(expression(random)));
            case 12 ->
                new Expression.Applied(
                        Function.HMAC_SHA256, List.of(new Expression.Literal("k'"), new Expression.UserId()));
            default ->
                new Expression.PickText(List.of(
                        Samples.text(random, "'", "\"", ")", "$(", ",", "|", "x"),
                        Samples.text(random, "'", " ", "7")));
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "$$(x); $(x)",
                "$$$$(x); $$(x)",
                "cost $5 ($); cost $5 ($)",
                "$; $",
                "$$; $$",
                "a$b$$c; a$b$$c",
            })
    void dollarsThatAreText(String source, String text) {
        assertThat(Template.parse(source)).isEqualTo(Template.text(text));
    }

    @Test
    void aDollarBeforeAHole() {
        var price = new Template(List.of(new Text("$"), new Hole(new Expression.VariableValue("price"), List.of())));

        assertThat(price).hasToString("$$$(vars.price)");
        assertThat(Template.parse("$$$(vars.price)")).isEqualTo(price);
    }

    @Test
    void quotesHoldParenthesesCommasAndQuotes() {
        assertThat(Template.parse("$(fn.pick('a)b', \"it's\", 'it''s', '|,', 7)|json|base64)")
                        .parts())
                .containsExactly(new Hole(
                        new Expression.PickText(List.of("a)b", "it's", "it's", "|,", "7")),
                        List.of(Filter.JSON, Filter.BASE64)));
    }

    @Test
    void manyDollarsTakeNoTime() {
        String dollars = "$".repeat(1_000_000);

        assertThat(Template.parse(dollars).toString()).isEqualTo(dollars);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "$(; is no value",
                "$(vars; is no value",
                "$(vars.); a name is missing after vars.",
                "$(vars.a; expected ) to end",
                "$(vars.a b); expected ) to end",
                "$(env.x); \"env\" is no root; there are: vars, data, user, fn",
                "$(data.); a name is missing after data.",
                "$(data.users.); a name is missing after data.users.",
                "$(user.name); user has no \"name\"",
                "$(fn.today()); no function is named \"today\"",
                "$(fn.now(7)); fn.now takes a format",
                "$(fn.now('bb')); Unknown pattern letter: b",
                "$(fn.now('','1 day')); \"1 day\" is no offset",
                "$(fn.base64()); fn.base64 takes 1 argument, not 0",
                "$(fn.hmacSha256('a')); fn.hmacSha256 takes 2 arguments, not 1",
                "$(fn.weightedPick('a')); fn.weightedPick takes texts, each with its weight",
                "$(fn.weightedPick('a','b')); fn.weightedPick takes whole numbers, not b",
                "$(fn.weightedPick('a',0)); a weight is 1 to 1000000",
                "$(fn.uuid); fn.uuid needs parentheses",
                "$(fn.uuid(1)); fn.uuid takes 0 arguments, not 1",
                "$(fn.randomInt(1)); fn.randomInt takes 2 arguments, not 1",
                "$(fn.randomInt('1',2)); fn.randomInt takes whole numbers, not 1",
                "$(fn.randomInt(2,1)); fn.randomInt: no range from 2 to 1",
                "$(fn.randomInt(1,99999999999999999999)); is not a number that fits",
                "$(fn.randomInt(-,1)); - is not a number that fits",
                "$(fn.randomString(0)); length is 1 to 1024",
                "$(fn.randomString(1025)); length is 1 to 1024",
                "$(fn.pick()); fn.pick needs something to pick from",
                "$(fn.pick('a',vars.b)); fn.pick takes one vars.NAME",
                "$(fn.pick('a' 'b')); expected , or )",
                "$(fn.pick('a',)); an argument is",
                "$(fn.pick('a',,'b')); an argument is",
                "$(fn.pick('a); a text in quotes does not end",
                "$(fn.pick(a)); \"a\" is no value",
                "$(vars.a|upper); no filter is named \"upper\"",
                "$(vars.a|); no filter is named \"\"",
            })
    void whatIsWrongIsSaidWithItsPlace(String source, String complaint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Template.parse("/items/" + source))
                .withMessageContaining(complaint.replaceAll(";.*", ""))
                .withMessageMatching("(?s).*\\(at character \\d+ of \".*")
                .withMessageContaining(source);
    }

    @Test
    void functionsStandInFunctionsButNotWithoutEnd() {
        assertThat(Template.parse("$(fn.base64(fn.sha256(vars.a)))")).hasToString("$(fn.base64(fn.sha256(vars.a)))");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Template.parse("$(" + "fn.base64(".repeat(100_000)))
                .withMessageContaining("more than 8 deep");
    }

    @Test
    void anOffsetIsASumOfItsParts() {
        assertThat(Template.parse("$(fn.now('', '-1d2h3m4s5ms'))").expressions())
                .containsExactly(new Expression.Now("", -(26L * 3_600_000 + 3 * 60_000 + 4005)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a)", "$"})
    void aNameThatCouldNotBeReadBackIsRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Expression.VariableValue(name));
        assertThatIllegalArgumentException().isThrownBy(() -> new Expression.PickVariable(name));
    }
}
