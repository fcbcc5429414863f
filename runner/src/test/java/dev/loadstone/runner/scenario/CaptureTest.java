package dev.loadstone.runner.scenario;

import static dev.loadstone.runner.scenario.Plans.post;
import static dev.loadstone.runner.scenario.Plans.single;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.Capture;
import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.HttpStep.OnFailure;
import dev.loadstone.protocol.JsonPath;
import dev.loadstone.protocol.Template;
import dev.loadstone.runner.scenario.Behaviour.Part;
import dev.loadstone.runner.scenario.Verdict.Then;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureTest {
    private static final String HEAD = "X-A: one\nSet-Cookie: c=1; Path=/\nx-a: two\nSet-Cookie: c=2\nset-cookie: d=3";

    private static HttpStep capturing(Capture capture, OnFailure onFailure) {
        return new HttpStep(
                "c",
                "",
                "GET",
                Template.text("/"),
                List.of(),
                null,
                null,
                List.of(),
                List.of(capture),
                0L,
                null,
                onFailure);
    }

    private static Capture capture(Capture.Source source, Capture.Selection select, String fallback, boolean required) {
        return new Capture("v", source, select, fallback, required);
    }

    private static Capture.Selection selection(String word) {
        return switch (word) {
            case "First" -> new Capture.First();
            case "Last" -> new Capture.Last();
            case "All" -> new Capture.All();
            default -> new Capture.At(Integer.parseInt(word));
        };
    }

    /** What a body with the variable in it, as JSON and as a text, becomes. */
    private static String taken(Capture.Source source, String select, String body) {
        return taken(source, select, body, "none");
    }

    private static String taken(Capture.Source source, String select, String body, String fallback) {
        Person person = PlanBuilder.of(
                        capturing(capture(source, selection(select), fallback, true), null),
                        post("$(vars.v|json) $(vars.v)"))
                .person();
        return person.run(Part.ITERATION, 200, HEAD, body).get(1).substring("POST / ".length());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "$.a[*]   | First | 1 1",
                "$.a[*]   | Last  | {\"k\":[]} {\"k\":[]}",
                "$.a[*]   | All   | [1,\"x\",{\"k\":[]}] [1,\"x\",{\"k\":[]}]",
                "$.a[*]   | 1     | \"x\" x",
                "$.a[*]   | 3     | \"none\" none",
                "$.b      | All   | \"none\" none",
                "$..k     | Last  | [] []",
                "$.a[-2]  | First | \"x\" x",
                "$.a[0:2] | All   | [1,\"x\"] [1,\"x\"]"
            })
    void valuesOfJson(String path, String select, String expected) {
        assertThat(taken(new Capture.Json(JsonPath.parse(path)), select, "{\"a\":[1,\"x\",{\"k\":[]}]}"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "id=([0-9]+)  | 1 | First | \"1\" 1",
                "id=([0-9]+)  | 0 | Last  | \"id=2\" id=2",
                "id=(.)       | 1 | 2     | \"é\" é",
                "id=(.)       | 1 | All   | [\"1\",\"2\",\"é\"] [\"1\",\"2\",\"é\"]",
                "no=(.)       | 1 | All   | \"none\" none",
                "(x)?(id=1)   | 1 | First | \"\""
            })
    void matchesInTheBody(String regex, int group, String select, String expected) {
        assertThat(taken(new Capture.Regex(regex, group), select, "id=1 id=2 id=é ")
                        .strip())
                .isEqualTo(expected);
    }

    @Test
    void inPlaceOfAllThereMayBeAListOfNone() {
        var path = new Capture.Json(JsonPath.parse("$.a[*]"));
        assertThat(taken(path, "All", "{}", "[]")).isEqualTo("[] []");
        assertThat(taken(path, "First", "{}", "[]")).isEqualTo("\"[]\" []");
    }

    @Test
    void patternsThatAreTooDeepOrTakeTooLongFindNothing() {
        assertThat(taken(new Capture.Regex("(a|b)*c", 0), "First", "ab".repeat(500_000)))
                .isEqualTo("\"none\" none");
        assertThat(taken(new Capture.Regex("(x+x+)+y", 0), "First", "x".repeat(5_000)))
                .isEqualTo("\"none\" none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "x-a  | First | \"one\" one",
                "x-a  | Last  | \"two\" two",
                "x-a  | All   | [\"one\",\"two\"] [\"one\",\"two\"]",
                "x-a  | 2     | \"none\" none",
                "x-b  | First | \"none\" none"
            })
    void valuesOfHeaders(String name, String select, String expected) {
        assertThat(taken(new Capture.HeaderValue(name), select, "")).isEqualTo(expected);
    }

    @Test
    void cookiesTheStatusAndTheWholeBody() {
        assertThat(taken(new Capture.Cookie("c"), "First", "")).isEqualTo("\"1\" 1");
        assertThat(taken(new Capture.Cookie("c"), "Last", "")).isEqualTo("\"2\" 2");
        assertThat(taken(new Capture.Cookie("x"), "First", "")).isEqualTo("\"none\" none");
        assertThat(taken(new Capture.Status(), "First", "")).isEqualTo("200 200");
        assertThat(taken(new Capture.WholeBody(), "First", "a\"b")).isEqualTo("\"a\\\"b\" a\"b");
    }

    @Test
    void aRandomOneIsEachOfThemInTime() {
        Person person = PlanBuilder.of(
                        capturing(
                                capture(new Capture.Json(JsonPath.parse("$[*]")), new Capture.Any(), null, true), null),
                        post("$(vars.v)"))
                .person();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            seen.add(person.run("[1,2,3]").get(1));
        }

        assertThat(seen).containsExactlyInAnyOrder("POST / 1", "POST / 2", "POST / 3");
    }

    @Test
    void whatIsNotRequiredAndNotThereLeavesTheVariableUnset() {
        var optional = capture(new Capture.Json(JsonPath.parse("$.v")), new Capture.First(), null, false);
        Person person = PlanBuilder.of(capturing(optional, null), capturing(optional, null), post("$(vars.v)"))
                .variable(single("v", "plan"))
                .person();
        person.begin(Part.ITERATION);
        person.next();
        Request request = person.behaviour.request();

        assertThat(person.answered(request, 200, "{\"v\":1}").error()).isNull();
        assertThat(person.answered(request, 200, "{}").error()).isNull();
        person.next();
        person.next();
        assertThat(person.sent(person.behaviour.request())).endsWith("plan");
    }

    @ParameterizedTest
    @CsvSource({"CONTINUE, CONTINUE", "END_ITERATION, END_ITERATION", "END_USER, END_USER", ", END_ITERATION"})
    void onFailureSaysHowToGoOn(OnFailure onFailure, Then then) {
        var capture = capture(new Capture.Json(JsonPath.parse("$.v")), new Capture.First(), null, true);
        Person person = PlanBuilder.of(capturing(capture, onFailure)).person().iterate();
        person.next();
        Request request = person.behaviour.request();

        Verdict missing = person.answered(request, 200, "{}");
        assertThat(missing.error()).isEqualTo(ErrorClass.of(ErrorClass.Kind.CAPTURE));
        assertThat(missing.then()).isEqualTo(then);
        assertThat(person.answered(request, 500, "{\"v\":1}").then())
                .isEqualTo(onFailure == null ? Then.CONTINUE : then);
        assertThat(person.failed(request).error()).isEqualTo(ErrorClass.of(ErrorClass.Kind.TIMEOUT));
        assertThat(person.failed(request).then()).isEqualTo(then);
        assertThat(person.answered(request, 200, "{\"v\":1}").then()).isEqualTo(Then.CONTINUE);
    }

    @ParameterizedTest
    @CsvSource({
        "json, false, true",
        "regex, false, true",
        "header, true, false",
        "cookie, true, false",
        "status, false, false",
        "body, false, true"
    })
    void aResponseIsReadOnlyAsFarAsItIsWanted(String kind, boolean head, boolean body) {
        Capture.Source source =
                switch (kind) {
                    case "json" -> new Capture.Json(JsonPath.parse("$"));
                    case "regex" -> new Capture.Regex("x", 0);
                    case "header" -> new Capture.HeaderValue("x");
                    case "cookie" -> new Capture.Cookie("x");
                    case "status" -> new Capture.Status();
                    default -> new Capture.WholeBody();
                };
        Request request = PlanBuilder.of(capturing(capture(source, new Capture.First(), null, true), null))
                .compile()
                .requests()
                .getFirst();

        assertThat(request.readsHead()).isEqualTo(head);
        assertThat(request.readsBody()).isEqualTo(body);
    }
}
