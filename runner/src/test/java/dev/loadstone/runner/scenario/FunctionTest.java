package dev.loadstone.runner.scenario;

import static dev.loadstone.runner.scenario.Plans.body;
import static dev.loadstone.runner.scenario.Plans.capturing;
import static dev.loadstone.runner.scenario.Plans.post;
import static dev.loadstone.runner.scenario.Plans.single;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.loadstone.protocol.SetStep;
import dev.loadstone.protocol.Template;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '\0',
            value = {
                "$(fn.base64('a b')) # YSBi",
                "$(fn.base64(vars.x)) # eC95",
                "$(fn.urlEncode(vars.x)) # x%2Fy",
                "$(fn.urlEncode('é')) # %C3%A9",
                "$(fn.md5('abc')) # 900150983cd24fb0d6963f7d28e17f72",
                "$(fn.md5('')) # d41d8cd98f00b204e9800998ecf8427e",
                "$(fn.sha256('abc')) # ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "$(fn.hmacSha256('key','The quick brown fox jumps over the lazy dog'))"
                        + " # f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8",
                "$(fn.hmacSha256('',''))" + " # b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad",
                "$(fn.hmacSha256(vars.x,user.id)) # " + HMAC_OF_1,
                "$(vars.x|md5) # 5c31a2fad817e4698c5e6a27fc0bf191",
                "$(vars.x|md5|base64) # NWMzMWEyZmFkODE3ZTQ2OThjNWU2YTI3ZmMwYmYxOTE=",
                "$(fn.base64(vars.x)|urlEncode|json) # \"eC95\"",
                "$(user.iteration) $(user.iteration|json) # 1 1",
                "$(fn.now()) # 2023-11-14T22:13:20.123Z",
                "$(fn.now('yyyy-MM-dd')) # 2023-11-14",
                "$(fn.now('yyyy-MM-dd','-1d')) # 2023-11-13",
                "$(fn.now('epochMillis')) # 1700000000123",
                "$(fn.now('epochSeconds','+1h')) # 1700003600",
                "$(fn.now('epochSeconds')|json) # 1700000000",
                "$(fn.now('HH')|json) # \"22\"",
                "$(file.f) # é\"x",
                "$(file.f|json) # \"é\\\"x\"",
                "$(fn.pick(vars.x)) # x/y"
            })
    void values(String template, String expected) {
        Person person = PlanBuilder.of(post(template.strip()))
                .variable(single("x", "x/y"))
                .file("f", "é\"x")
                .person()
                .iterate();
        person.next();

        assertThat(body(person.sent(person.behaviour.request()))).isEqualTo(expected);
    }

    private static final String HMAC_OF_1 = "94c7de3bd0e4ca0e8e3bc39086d9bfb11ef7d8afa2cac16f792c31a93d9a6e6f";

    @Test
    void aWeightedPickIsAsOftenAsItsWeightSays() {
        Person person = PlanBuilder.of(post("$(fn.weightedPick('a',9,'b',1))")).person();
        var counts = new HashMap<String, Integer>();
        for (int i = 0; i < 10_000; i++) {
            counts.merge(person.run().getFirst(), 1, Integer::sum);
        }

        assertThat(counts.get("POST / b")).isBetween(880, 1120);
        assertThat(counts).hasSize(2);
    }

    @Test
    void aCapturedListIsPickedFrom() {
        Person person = PlanBuilder.of(capturing("ids", "$", null), post("$(fn.pick(vars.ids)|json)"))
                .person();
        var seen = new HashMap<String, Integer>();
        for (int i = 0; i < 100; i++) {
            seen.merge(person.run("[ 1, \"a\\u0062\" ]").get(1), 1, Integer::sum);
        }

        assertThat(seen).containsOnlyKeys("POST / 1", "POST / \"ab\"");
    }

    @Test
    void aSetValueKeepsItsTypeWhereItIsOneHole() {
        Person person = PlanBuilder.of(
                        capturing("list", "$", null),
                        new SetStep("copy", Template.parse("$(vars.list)")),
                        new SetStep("number", Template.parse("$(user.id)")),
                        new SetStep("text", Template.parse("$(user.id|string)")),
                        new SetStep("both", Template.parse("$(user.id)$(user.id)")),
                        new SetStep("quoted", Template.parse("$(vars.plan|json)")),
                        new SetStep("plain", Template.text("7")),
                        post("$(vars.copy|json) $(vars.number|json) $(vars.text|json) $(vars.both|json)"
                                + " $(vars.quoted|json) $(vars.plain|json)"))
                .variable(single("plan", "a\"b"))
                .person();

        assertThat(person.run("[1]").get(1)).isEqualTo("POST / [1] 1 \"1\" \"11\" \"a\\\"b\" \"7\"");
    }

    @Test
    void aFileIsSentAsItIs() {
        String large = "x".repeat(100_000);
        Person person = PlanBuilder.of(post("$(file.f)"), post("a$(file.f)$(user.id)"))
                .file("f", large)
                .person();

        assertThat(person.run()).containsExactly("POST / " + large, "POST / a" + large + "1", "DONE");
        assertThatIllegalArgumentException()
                .isThrownBy(PlanBuilder.of(post("$(file.g)"))::compile)
                .withMessageContaining("g");
    }
}
