package dev.loadstone.runner.scenario;

import static dev.loadstone.runner.scenario.Plans.capturing;
import static dev.loadstone.runner.scenario.Plans.check;
import static dev.loadstone.runner.scenario.Plans.checking;
import static dev.loadstone.runner.scenario.Plans.get;
import static dev.loadstone.runner.scenario.Plans.several;
import static dev.loadstone.runner.scenario.Plans.single;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.loadstone.protocol.Expectation;
import dev.loadstone.protocol.Feeder;
import dev.loadstone.protocol.IfStep;
import dev.loadstone.protocol.MetricKind;
import dev.loadstone.protocol.MetricStep;
import dev.loadstone.protocol.SetStep;
import dev.loadstone.protocol.Step;
import dev.loadstone.protocol.Template;
import dev.loadstone.runner.scenario.Behaviour.Next;
import dev.loadstone.runner.scenario.Behaviour.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
    private static final String BODY =
            "{\"n\":5,\"d\":1.5,\"s\":\"x\",\"l\":[1,\"a\",null],\"o\":{\"k\":true},\"big\":123456789012345678901}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "response.status == 200",
                "response.status >= 200 && response.status < 300",
                "response.json.n == 5 && response.json.n == 5.0 && response.json.n < 5.5",
                "response.json.l.size() == 3 && response.json.l[1] == 'a' && response.json.l[2] == null",
                "response.json.l.exists(e, e == 1)",
                "response.json.o.k && !has(response.json.o.x)",
                "response.json.big > 1e20",
                "response.body.contains('\"s\"')",
                "response.body.matches('\"n\":[0-9]')",
                "response.headers['content-type'] == 'text/plain' && response.headers.vary == 'a, b'",
                "!('x-none' in response.headers)",
                "response.timeMillis == 1.0",
                "user.id == 3 && user.iteration == 1",
                "vars.plan == 'p' && vars.terms[1] == 't2' && size(vars.terms) == 2",
                "vars.n == 5 && vars.l[1] == 'a' && vars.s == 'x'",
                "has(vars.s) && !has(vars.unset) && !has(vars.nowhere)",
                "'s' in vars && !('unset' in vars)",
                "data.f.a == '1' && data.g == 'v'",
                "size(data) == 2 && size(data.f) == 2",
                "vars.exists(name, name == 'plan')",
                "true"
            })
    void holds(String condition) {
        assertThat(person(condition).run(Part.ITERATION, 200, "Content-Type: text/plain\nVary: a\nvary: b", BODY))
                .as(condition)
                .containsExactly("GET /", "GET /", "GET /", "GET /yes", "DONE");
    }

    /** It stands in statuses and reports, and a value may be a secret. */
    @ParameterizedTest
    @ValueSource(strings = {"int(vars.s) > 1", "vars.s > 3", "data[vars.s].a == '1'", "double(vars.s) > 1.0"})
    void noValueStandsInTheReason(String condition) {
        String body = BODY.replace("\"x\"", "\"hidden\"");
        String failure = person(condition).run(Part.ITERATION, 200, "", body).getLast();
        assertThat(failure).startsWith("FAILED").doesNotContain("hidden");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "vars.nowhere == 'x'           | there is no such key: nowhere",
                "vars.unset == 'x'             | there is no such key: unset",
                "response.json.n == 5 && response.json.zz | there is no such key: zz",
                "vars.s > 3                    | a value has a type that does not fit",
                "vars.n / 0 == 1               | it divides by zero",
                "vars.s                        | neither true nor false",
                "int(vars.s) > 1               | a value can't be converted"
            })
    void whatCantBeEvaluatedFailsWithItsReason(String condition, String reason) {
        assertThat(person(condition).run(Part.ITERATION, 200, "", BODY).getLast())
                .startsWith("FAILED \"" + condition.strip() + "\"")
                .contains(reason.strip());
    }

    @Test
    void aBodyThatIsNoJsonFails() {
        Person person = PlanBuilder.of(get("/"), new IfStep("response.json.a == 1", "f", null))
                .flow("f", get("/f"))
                .person();

        assertThat(person.run("<html>").getLast()).startsWith("FAILED").contains("the body is no JSON");
        assertThat(person.run("").getLast()).startsWith("FAILED").contains("the body is empty");
        assertThat(person.run("{\"a\":1} 2").getLast()).startsWith("FAILED").contains("the body is no JSON");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "response.stauts == 200 | response has no \"stauts\"; there are: status, body, json, headers, timeMillis",
                "user.name == 1         | user has no \"name\"; there are: id, iteration",
                "data.h.x == '1'        | there is no feeder \"h\"; there are: f, g",
                "1 + 1                  | is neither true nor false, but int",
                "vars.n ==              | is no CEL",
                "nobody == 1            | undeclared reference to 'nobody'"
            })
    void whatIsWrongAheadIsRefused(String condition, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> person(condition.strip()))
                .withMessageContaining(reason.strip());
    }

    @Test
    void beforeAnyResponseThereIsNoneAndAfterAFailedRequestItsStatusIsZero() {
        Person person = PlanBuilder.of(new IfStep("has(response.status)", "seen", null), get("/"))
                .flow("seen", new IfStep("response.status == 0", "zero", "more"))
                .flow("zero", get("/zero"))
                .flow("more", get("/more"))
                .person();
        person.begin(Part.ITERATION);
        assertThat(person.next()).isEqualTo(Next.REQUEST);
        assertThat(person.behaviour.request().name()).isEqualTo("GET /");
        person.failed(person.behaviour.request());

        assertThat(person.run()).first().isEqualTo("GET /zero");
        assertThat(person.run()).first().isEqualTo("GET /more");
        person.behaviour.enter(0, 2);
        assertThat(person.run()).first().isEqualTo("GET /");
    }

    @Test
    void aCheckIsFalseWhereItCantBeEvaluatedAndReadsOnlyItsOwnResponse() {
        Program program = PlanBuilder.of(checking(check(new Expectation.Holds("response.json.a == vars.b"))), get("/"))
                .variable(single("b", "x"))
                .compile();
        Person person = new Person(program, 1).iterate();
        Request checked = program.requests().getFirst();

        assertThat(person.answered(checked, 200, "{\"a\":\"x\"}").passed()).isEqualTo(1);
        assertThat(person.answered(checked, 200, "{\"a\":\"y\"}").failed()).isEqualTo(1);
        assertThat(person.answered(checked, 200, "no json").failed()).isEqualTo(1);
        assertThat(checked.readsBody()).isTrue();
        assertThat(checked.readsHead()).isFalse();
        assertThat(program.requests().getLast().readsBody()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "response.status == 200, false, false",
        "response.timeMillis > 1.0, false, false",
        "response.headers.a == 'b', true, false",
        "response.json.a == 'b', false, true",
        "response.body == 'b', false, true",
        "size(response) == 1, true, true",
        "user.id == 1, false, false"
    })
    void responsesAreReadOnlyAsFarAsConditionsLookAtThem(String condition, boolean head, boolean body) {
        Request request = PlanBuilder.of(get("/"), new IfStep(condition, "f", null))
                .flow("f", get("/f"))
                .compile()
                .requests()
                .getFirst();

        assertThat(request.readsHead()).isEqualTo(head);
        assertThat(request.readsBody()).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "COUNTER   | 3                        | metric 0 3000 false",
                "GAUGE     | -1.5                     | metric 0 -1500 false",
                "HISTOGRAM | response.timeMillis      | metric 0 1000 false",
                "COUNTER   | 0.0005                   | metric 0 1 false",
                "COUNTER   | vars.plan == 'p' ? 2 : 3 | metric 0 2000 false",
                "COUNTER   | uint('7')                | metric 0 7000 false",
                "RATE      | vars.plan == 'p'         | metric 0 0 true",
                "RATE      | false                    | metric 0 0 false"
            })
    void metricsAreKeptInThousandths(MetricKind kind, String value, String recorded) {
        Person person = PlanBuilder.of(get("/"), new MetricStep("m", kind, value))
                .variable(single("plan", "p"))
                .person();

        assertThat(person.run()).containsExactly("GET /", recorded, "DONE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vars.plan", "double('NaN')", "1.0 / 0.0", "1e300", "9223372036854775807"})
    void whatIsNoNumberThatFitsFails(String value) {
        Person person = PlanBuilder.of(new MetricStep("m", MetricKind.COUNTER, value))
                .variable(single("plan", "p"))
                .person();

        assertThat(person.run().getLast()).startsWith("FAILED \"" + value + "\": it is ");
    }

    @Test
    void metricsAndGroupsAreNumberedByScenario() {
        Program program = PlanBuilder.of(
                        new MetricStep("m", MetricKind.COUNTER, "1"), new MetricStep("m", MetricKind.COUNTER, "2"))
                .scenario("t", null, null, new MetricStep("m", MetricKind.COUNTER, "1"))
                .compile();

        assertThat(program.metrics())
                .containsExactly(
                        new MetricName("s", "m", MetricKind.COUNTER), new MetricName("t", "m", MetricKind.COUNTER));
        assertThatIllegalArgumentException()
                .isThrownBy(PlanBuilder.of(new MetricStep("m", MetricKind.RATE, "1"))::compile);
    }

    private static Person person(String condition) {
        Step[] steps = {
            capturing("n", "$.n", null),
            capturing("l", "$.l", null),
            capturing("s", "$.s", null),
            new IfStep(condition, "yes", "no"),
        };
        Program program = PlanBuilder.of(steps)
                .scenario("other", null, null, new SetStep("unset", Template.text("x")))
                .variable(single("plan", "p"))
                .variable(several("terms", "t1", "t2"))
                .feeder(feeder("f", Feeder.Format.CSV), "a,b\n1,2")
                .feeder(feeder("g", Feeder.Format.TEXT), "v")
                .flow("yes", get("/yes"))
                .flow("no", get("/no"))
                .compile();
        return new Person(program, 3);
    }

    private static Feeder feeder(String name, Feeder.Format format) {
        return new Feeder(
                name,
                name,
                format,
                ',',
                Feeder.Order.SEQUENTIAL,
                Feeder.Distribution.SHARED,
                Feeder.Exhaustion.RECYCLE);
    }
}
