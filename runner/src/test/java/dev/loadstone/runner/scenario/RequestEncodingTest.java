package dev.loadstone.runner.scenario;

import static dev.loadstone.runner.scenario.Plans.compile;
import static dev.loadstone.runner.scenario.Plans.encoded;
import static dev.loadstone.runner.scenario.Plans.get;
import static dev.loadstone.runner.scenario.Plans.header;
import static dev.loadstone.runner.scenario.Plans.headers;
import static dev.loadstone.runner.scenario.Plans.plan;
import static dev.loadstone.runner.scenario.Plans.post;
import static dev.loadstone.runner.scenario.Plans.single;
import static dev.loadstone.runner.scenario.Plans.step;
import static dev.loadstone.runner.scenario.Plans.user;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.Target;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestEncodingTest {
    @Test
    void aStaticGet() {
        assertThat(encoded(compile(List.of(), get("/a?b=c"))))
                .isEqualTo("GET /a?b=c HTTP/1.1\r\nHost: shop:8080\r\nUser-Agent: loadstone\r\n\r\n");
    }

    @Test
    void theBasePathAndADefaultPort() {
        var target = new Target("https", "shop", 443, "/api", 1, 1);

        assertThat(encoded(program(target, get("/a")))).startsWith("GET /api/a HTTP/1.1\r\nHost: shop\r\n");
    }

    @ParameterizedTest
    @CsvSource({"'', /", "?a=b, /?a=b", "/x, /x"})
    void aTargetIsNeverEmpty(String uri, String expected) {
        assertThat(encoded(compile(List.of(), get(uri)))).startsWith("GET " + expected + " HTTP/1.1\r\n");
    }

    @Test
    void headersStandInOrderAndReplaceTheRunnersOwn() {
        HttpStep step = step(
                "GET",
                "/",
                null,
                header("host", "other"),
                header("X-A", "1"),
                header("USER-AGENT", "me"),
                header("X-A", "2"));

        assertThat(headers(encoded(compile(List.of(), step))))
                .containsExactly("host: other", "X-A: 1", "USER-AGENT: me", "X-A: 2");
    }

    @Test
    void aStaticBodyHasItsLengthInBytes() {
        assertThat(encoded(compile(List.of(), post("Grüße"))))
                .isEqualTo(
                        "POST / HTTP/1.1\r\nHost: shop:8080\r\nUser-Agent: loadstone\r\nContent-Length: 7\r\n\r\nGrüße");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH"})
    void aMethodThatMeansContentSaysThatItHasNone(String method) {
        assertThat(headers(encoded(compile(List.of(), step(method, "/", null)))))
                .contains("Content-Length: 0");
    }

    @Test
    void aLengthThatTheStepNamesIsLeftToIt() {
        HttpStep step = step("POST", "/", "x$(user.id)", header("content-length", "2"));

        assertThat(headers(encoded(compile(List.of(), step))))
                .filteredOn(line -> line.toLowerCase(java.util.Locale.ROOT).contains("length"))
                .containsExactly("content-length: 2");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 10, 99, 1000, 100_000})
    void aBodyFromATemplateHasItsLengthInBytes(int length) {
        Program program = compile(List.of(), post("$(fn.pick('%1$s','%1$s'))".formatted("é".repeat(length))));

        String request = encoded(program);

        assertThat(headers(request)
                        .filter(line -> line.startsWith("Content-Length:"))
                        .map(line -> line.substring(15).strip()))
                .containsExactly("" + 2 * length);
        assertThat(Plans.body(request)).isEqualTo("é".repeat(length));
    }

    @Test
    void requestsAreAppendedOneAfterTheOther() {
        Program program = compile(List.of(), post("a$(user.id)"), get("/$(user.id)"));
        Person user = user(program, 5);
        ByteBuf out = Unpooled.buffer();
        var draft = new Draft();

        program.requests().forEach(request -> {
            draft.take(request);
            user.behaviour.encode(draft, out);
        });

        assertThat(out.toString(UTF_8))
                .isEqualTo(encoded(program.requests().get(0), user)
                        + encoded(program.requests().get(1), user));
    }

    @Test
    void noValueBeginsAnotherHeader() {
        String evil = "x\r\nEvil: 1\r\n\r\nGET /evil";
        var variables = List.of(single("evil", evil));
        HttpStep known = step("GET", "/$(vars.evil)", null, header("X", "$(vars.evil)"));
        HttpStep drawn = step(
                "GET",
                "/$(fn.pick('%1$s','%1$s'))".formatted(evil),
                null,
                header("X", "$(fn.pick('%1$s','%1$s'))".formatted(evil)));

        for (HttpStep step : List.of(known, drawn)) {
            assertThat(encoded(compile(variables, step)))
                    .startsWith("GET /x%0D%0AEvil:%201%0D%0A%0D%0AGET%20/evil HTTP/1.1\r\n")
                    .endsWith("\r\nX: x  Evil: 1    GET /evil\r\n\r\n");
        }
    }

    @Test
    void requestsAreNumberedOverAllScenarios() {
        Program program = compile(List.of(), get("/a"), post("b"));

        assertThat(program.requestCount()).isEqualTo(2);
        assertThat(program.requests()).extracting(Request::index).containsExactly(0, 1);
        assertThat(program.requests()).extracting(Request::name).containsExactly("GET /a", "POST /");
        assertThat(program.requests()).extracting(Request::scenario).containsExactly("s", "s");
    }

    private static Program program(Target target, HttpStep step) {
        return compile(plan(target, List.of(), step));
    }
}
