package dev.loadstone.runner.scenario;

import static dev.loadstone.runner.scenario.Plans.get;
import static dev.loadstone.runner.scenario.Plans.header;
import static dev.loadstone.runner.scenario.Plans.headers;
import static dev.loadstone.runner.scenario.Plans.single;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.HttpStep.BasicCredentials;
import dev.loadstone.protocol.Target;
import dev.loadstone.protocol.Target.Compression;
import dev.loadstone.protocol.Target.Connections;
import dev.loadstone.protocol.Template;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RequestHeadersTest {
    private static Target target(
            String name, List<HttpStep.Header> headers, Connections connections, Compression... compressions) {
        return new Target(
                name,
                "http",
                name.isEmpty() ? "shop" : name,
                8080,
                name.isEmpty() ? "" : "/" + name,
                1000,
                1000,
                headers,
                null,
                null,
                connections,
                null,
                List.of(compressions),
                null,
                null,
                null);
    }

    private static HttpStep step(String target, String user, String password, HttpStep.Header... headers) {
        return new HttpStep(
                "r",
                target,
                "GET",
                Template.text("/x"),
                List.of(headers),
                user == null ? null : new BasicCredentials(Template.parse(user), Template.parse(password)),
                null,
                List.of(),
                List.of(),
                1500L,
                null,
                null);
    }

    private static Stream<String> sent(Target target, HttpStep step) {
        return headers(Plans.encoded(
                PlanBuilder.of(step).target(target).variable(single("t", "T")).compile()));
    }

    @Test
    void theTargetsHeadersGoWithEveryRequestButTheStepsOwnGoBefore() {
        var target = target(
                "", List.of(header("X-Token", "$(vars.t) $(user.id)"), header("X-Other", "o")), Connections.DEFAULT);

        assertThat(sent(target, get("/")))
                .containsExactly("Host: shop:8080", "User-Agent: loadstone", "X-Token: T 1", "X-Other: o");
        assertThat(sent(target, step("", null, null, header("x-token", "mine"))))
                .containsExactly("Host: shop:8080", "User-Agent: loadstone", "X-Other: o", "x-token: mine");
    }

    @Test
    void theTargetMaySayWhoIsAskedAndWhoAsks() {
        var target = target("", List.of(header("Host", "other"), header("User-Agent", "me")), Connections.DEFAULT);

        assertThat(sent(target, get("/"))).containsExactly("Host: other", "User-Agent: me");
    }

    @Test
    void encodingsAreAskedForUnlessTheStepDoes() {
        var target = target("", List.of(), Connections.DEFAULT, Compression.BROTLI, Compression.GZIP);

        assertThat(sent(target, get("/"))).contains("Accept-Encoding: br, gzip");
        assertThat(sent(target, step("", null, null, header("accept-encoding", "identity"))))
                .contains("accept-encoding: identity")
                .noneMatch(line -> line.startsWith("Accept-Encoding"));
    }

    @Test
    void connectionsThatAreNotKeptSaySo() {
        var closing = new Connections(Connections.Mode.SHARED, 0, false, 0, 0, 0, 0);
        var perRequest = new Connections(Connections.Mode.PER_REQUEST, 0, true, 0, 0, 0, 0);
        var perUser = new Connections(Connections.Mode.PER_USER, 0, true, 0, 0, 0, 0);

        assertThat(sent(target("", List.of(), closing), get("/"))).contains("Connection: close");
        assertThat(sent(target("", List.of(), perRequest), get("/"))).contains("Connection: close");
        assertThat(sent(target("", List.of(), perUser), get("/"))).noneMatch(line -> line.startsWith("Connection"));
    }

    @Test
    void credentialsAreSentAsRfc7617SaysWhereNoHeaderDoes() {
        Target target = target("", List.of(header("Authorization", "Bearer target")), Connections.DEFAULT);

        assertThat(sent(target, get("/"))).contains("Authorization: Bearer target");
        assertThat(sent(target, step("", "Aladdin", "open sesame")))
                .containsOnlyOnce("Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")
                .noneMatch(line -> line.contains("Bearer"));
        assertThat(sent(target, step("", "u$(user.id)", "$(vars.t)"))).contains("Authorization: Basic dTE6VA==");
        assertThat(sent(target, step("", "u", "p", header("authorization", "mine"))))
                .contains("authorization: mine")
                .noneMatch(line -> line.startsWith("Authorization"));
    }

    @Test
    void eachRequestGoesToItsTarget() {
        Program program = PlanBuilder.of(get("/"), step("pay", null, null))
                .another(target("cdn", List.of(), Connections.DEFAULT))
                .another(target("pay", List.of(), Connections.DEFAULT))
                .compile();
        Request paying = program.requests().getLast();

        assertThat(program.requests().getFirst().target()).isZero();
        assertThat(program.requests().getFirst().timeoutNanos()).isZero();
        assertThat(paying.target()).isEqualTo(2);
        assertThat(paying.timeoutNanos()).isEqualTo(1_500_000_000);
        assertThat(Plans.encoded(program)).startsWith("GET /pay/x HTTP/1.1\r\nHost: pay:8080\r\n");
        assertThatIllegalArgumentException()
                .isThrownBy(PlanBuilder.of(step("nowhere", null, null))::compile)
                .withMessageContaining("there is no target \"nowhere\"");
    }

    @Test
    void aStepsOwnCookiesAreNotMixedWithThoseOfTheJar() {
        var keeping =
                new Target("", "http", "shop", 80, "", 1, 1, List.of(), null, null, null, null, null, true, null, null);
        Person person = PlanBuilder.of(get("/"), step("", null, null, header("cookie", "mine=1")))
                .target(keeping)
                .person();
        person.run(Behaviour.Part.ITERATION, 200, "Set-Cookie: c=1", "");

        person.begin(Behaviour.Part.ITERATION);
        person.next();
        assertThat(headers(person.sent(person.behaviour.request())).toList()).contains("Cookie: c=1");
        person.next();
        assertThat(headers(person.sent(person.behaviour.request()))
                        .filter(line -> line.contains("ookie:"))
                        .toList())
                .containsExactly("cookie: mine=1");
    }
}
