package dev.loadstone.runner.scenario;

import static dev.loadstone.runner.scenario.Plans.body;
import static dev.loadstone.runner.scenario.Plans.header;
import static dev.loadstone.runner.scenario.Plans.headers;
import static dev.loadstone.runner.scenario.Plans.single;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.Target;
import dev.loadstone.protocol.Template;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectTest {
    private static final Target SHOP = target("", "http", "shop", 8080, true);
    private static final Target PAY = target("pay", "https", "pay", 443, false);

    private final Draft draft = new Draft();

    private static Target target(String name, String scheme, String host, int port, boolean cookies) {
        return new Target(
                name,
                scheme,
                host,
                port,
                "/api",
                1000,
                1000,
                List.of(header("X-Of", "$(vars.of)" + name)),
                null,
                null,
                null,
                null,
                null,
                cookies,
                null,
                3);
    }

    private static HttpStep step(String method, String uri, String body, Integer follow) {
        return new HttpStep(
                "r",
                "",
                method,
                Template.parse(uri),
                List.of(header("Content-Type", "text/plain"), header("X-A", "$(fn.randomInt(1,1000000))")),
                new HttpStep.BasicCredentials(Template.text("u"), Template.text("p")),
                body == null ? null : Template.parse(body),
                List.of(),
                List.of(),
                0L,
                follow,
                null);
    }

    private Person person(HttpStep step) {
        Person person = PlanBuilder.of(step)
                .target(SHOP)
                .another(PAY)
                .variable(single("of", "of "))
                .person()
                .iterate();
        person.next();
        draft.take(person.behaviour.request());
        return person;
    }

    private int redirect(Person person, int status, String location) {
        return person.behaviour.redirect(draft, status, Person.lines("Server: x\nLOCATION: " + location));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, 301, GET, false",
        "POST, 302, GET, false",
        "PUT, 303, GET, false",
        "DELETE, 302, GET, false",
        "POST, 307, POST, true",
        "PATCH, 308, PATCH, true",
        "GET, 302, GET, true",
        "HEAD, 303, HEAD, true"
    })
    void methodAndBody(String method, int status, String then, boolean keepsBody) {
        Person person = person(step(method, "/x", "v $(fn.uuid())", null));
        String first = person.sent(draft);

        assertThat(redirect(person, status, "/y?z")).isZero();

        String second = person.sent(draft);
        assertThat(second).startsWith(then + " /y?z HTTP/1.1\r\nHost: shop:8080\r\n");
        assertThat(body(second)).isEqualTo(keepsBody ? body(first) : "");
        assertThat(headers(second).toList()).contains("Authorization: Basic dTpw", "X-Of: of ");
        assertThat(headers(second).filter(line -> line.startsWith("Content-")).toList())
                .hasSize(keepsBody ? 2 : 0);
        assertThat(draft.hops()).isEqualTo(1);
    }

    @Test
    void aBodyThatWasTakenAwayStaysAway() {
        Person person = person(step("POST", "/x", "body", null));
        redirect(person, 302, "/y");
        redirect(person, 307, "/z");

        assertThat(person.sent(draft)).startsWith("GET /z ").endsWith("\r\n\r\n");
    }

    @Test
    void anotherTargetHasItsOwnHeadersAndIsNotToldTheCredentials() {
        Person person = person(step("GET", "/x", null, null));

        assertThat(redirect(person, 302, "https://PAY/in?a b")).isEqualTo(1);

        assertThat(draft.target()).isEqualTo(1);
        assertThat(person.sent(draft)).startsWith("GET /in?a%20b HTTP/1.1\r\nHost: pay\r\n");
        assertThat(headers(person.sent(draft)).toList())
                .contains("X-Of: of pay")
                .noneMatch(line -> line.startsWith("Authorization"));
        assertThat(redirect(person, 302, "http://shop:8080/back")).isZero();
        assertThat(headers(person.sent(draft)).toList()).contains("X-Of: of ", "Authorization: Basic dTpw");
    }

    @Test
    void relativeToWhereItCameFrom() {
        Person person = person(step("GET", "/a/$(fn.randomInt(5,5))/b?c", null, null));

        redirect(person, 302, "../d");
        assertThat(person.sent(draft)).startsWith("GET /api/a/d HTTP/1.1");
        redirect(person, 302, "e");
        assertThat(person.sent(draft)).startsWith("GET /api/a/e HTTP/1.1");
    }

    @Test
    void tooManyHopsAndStrangersAreRefused() {
        Person person = person(step("GET", "/x", null, 2));

        assertThat(redirect(person, 302, "http://stranger/")).isEqualTo(Behaviour.REFUSED);
        assertThat(redirect(person, 302, "https://shop:8080/")).isEqualTo(Behaviour.REFUSED);
        assertThat(redirect(person, 302, "mailto:x@shop")).isEqualTo(Behaviour.REFUSED);
        assertThat(redirect(person, 302, "/1")).isZero();
        assertThat(redirect(person, 302, "/2")).isZero();
        assertThat(redirect(person, 302, "/3")).isEqualTo(Behaviour.REFUSED);
        assertThat(draft.hops()).isEqualTo(2);
        draft.take(draft.request());
        assertThat(draft.hops()).isZero();
    }

    @Test
    void whatIsNoRedirect() {
        Person none = person(step("GET", "/x", null, 0));
        assertThat(redirect(none, 302, "/y")).isEqualTo(Behaviour.NOT_ONE);
        assertThat(draft.request().readsHead()).as("for cookies").isTrue();

        Person person = person(step("GET", "/x", null, null));
        for (int status : new int[] {200, 300, 304, 305, 404}) {
            assertThat(redirect(person, status, "/y")).isEqualTo(Behaviour.NOT_ONE);
        }
        assertThat(person.behaviour.redirect(draft, 302, Person.lines("Server: x")))
                .isEqualTo(Behaviour.NOT_ONE);
    }

    @Test
    void cookiesOfEachHopAreKeptAndSentWhereTheyBelong() {
        Person person = person(step("POST", "/x", "body $(user.id)", null));

        person.behaviour.redirect(
                draft, 302, Person.lines("Set-Cookie: s=1; Path=/\nset-cookie: deep=1; Path=/in\nLocation: /in"));
        assertThat(headers(person.sent(draft)).toList()).contains("Cookie: deep=1; s=1");
        redirect(person, 302, "https://pay/");
        person.behaviour.judge(draft, 200, Person.lines("Set-Cookie: p=1"), Person.lines(""), 1);
        draft.take(draft.request());
        String again = person.sent(draft);
        assertThat(headers(again).filter(line -> line.startsWith("Cookie:")).toList())
                .containsExactly("Cookie: s=1");
        assertThat(body(again)).isEqualTo("body 1");
        person.behaviour.enter(0, 2);
        person.iterate();
        assertThat(person.sent(draft)).doesNotContain("Cookie:");
    }

    @Test
    void aTargetWhoseHeadersNeedWhatTheScenarioDoesNotHaveIsNoWayOn() {
        Target needy = new Target(
                "needy",
                "http",
                "needy",
                80,
                "",
                1,
                1,
                List.of(header("X", "$(vars.other)")),
                null,
                null,
                null,
                null,
                null,
                true,
                null,
                3);
        Person person = PlanBuilder.of(step("GET", "/", null, 3))
                .another(needy)
                .person()
                .iterate();
        person.next();
        draft.take(person.behaviour.request());

        assertThat(redirect(person, 302, "http://needy/")).isEqualTo(Behaviour.REFUSED);
        assertThat(redirect(person, 302, "/here")).isZero();
    }
}
