package dev.loadstone.runner.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loadstone.protocol.Capture;
import dev.loadstone.protocol.Check;
import dev.loadstone.protocol.DataFile;
import dev.loadstone.protocol.Expectation;
import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.JsonPath;
import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Scenario;
import dev.loadstone.protocol.StatusSet;
import dev.loadstone.protocol.Step;
import dev.loadstone.protocol.Target;
import dev.loadstone.protocol.Template;
import dev.loadstone.protocol.Variable;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Plans for tests, of which only the steps and variables matter. */
final class Plans {
    static final Target SHOP = new Target("http", "shop", 8080, "", 1000, 1000);

    private Plans() {}

    static Program compile(List<Variable> variables, Step... steps) {
        return compile(plan(SHOP, variables, steps));
    }

    static RunPlan plan(Target target, List<Variable> variables, Step... steps) {
        var load = new LoadShape.Closed(1, 1);
        return new RunPlan(
                RunPlan.VERSION,
                new RunId("u", 1),
                "ns",
                "test",
                1,
                1,
                target,
                variables,
                List.of(new Scenario("s", 1, List.of(steps))),
                List.of(new Phase("p", 0, 1000, false, load)),
                List.of(),
                0);
    }

    static HttpStep get(String uri) {
        return step("GET", uri, null);
    }

    static HttpStep post(String body) {
        return step("POST", "/", body);
    }

    static HttpStep step(String method, String uri, String body, HttpStep.Header... headers) {
        return new HttpStep(
                method + " " + uri,
                method,
                Template.parse(uri),
                List.of(headers),
                body == null ? null : Template.parse(body),
                List.of(),
                List.of());
    }

    static HttpStep.Header header(String name, String value) {
        return new HttpStep.Header(name, Template.parse(value));
    }

    static HttpStep capturing(String variable, String path, String fallback) {
        return judged(List.of(), new Capture(variable, JsonPath.parse(path), fallback));
    }

    static HttpStep checking(Check... checks) {
        return judged(List.of(checks));
    }

    static HttpStep judged(List<Check> checks, Capture... captures) {
        return new HttpStep("judged", "GET", Template.text("/"), List.of(), null, checks, List.of(captures));
    }

    static Check check(Expectation expectation) {
        return new Check(expectation.toString(), true, expectation);
    }

    static Check status(String codes, boolean fatal) {
        return new Check("status " + codes, fatal, new Expectation.Status(StatusSet.parse(codes)));
    }

    static Variable single(String name, String value) {
        return new Variable(name, new Variable.Single(value));
    }

    static Variable several(String name, String... values) {
        return new Variable(name, new Variable.Several(List.of(values)));
    }

    static Person user(Program program, long id) {
        return new Person(program, id).iterate();
    }

    static Program compile(RunPlan plan) {
        return compile(plan, Map.of());
    }

    static Program compile(RunPlan plan, Map<String, String> environment) {
        return Program.compile(plan, new Materials(environment, file(plan)));
    }

    /** The plan's files, all of which it has in itself. */
    static Function<String, byte[]> file(RunPlan plan) {
        return name -> plan.files().stream()
                .filter(file -> file.name().equals(name))
                .map(file -> ((DataFile.Inline) file.source()).text().getBytes(UTF_8))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no file " + name));
    }

    static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, UTF_8);
    }

    static String encoded(Request request, Person user) {
        return user.sent(request);
    }

    /** What the request of a program of one step is for its first user. */
    static String encoded(Program program) {
        return encoded(program.requests().getLast(), user(program, 1));
    }

    static String body(String request) {
        return request.substring(request.indexOf("\r\n\r\n") + 4);
    }

    static Stream<String> headers(String request) {
        return request.substring(0, request.indexOf("\r\n\r\n")).lines().skip(1);
    }
}
