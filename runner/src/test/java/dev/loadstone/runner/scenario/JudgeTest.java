package dev.loadstone.runner.scenario;

import static dev.loadstone.runner.scenario.Plans.bytes;
import static dev.loadstone.runner.scenario.Plans.capturing;
import static dev.loadstone.runner.scenario.Plans.check;
import static dev.loadstone.runner.scenario.Plans.checking;
import static dev.loadstone.runner.scenario.Plans.compile;
import static dev.loadstone.runner.scenario.Plans.get;
import static dev.loadstone.runner.scenario.Plans.judged;
import static dev.loadstone.runner.scenario.Plans.status;
import static dev.loadstone.runner.scenario.Plans.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.loadstone.protocol.Capture;
import dev.loadstone.protocol.Check;
import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.ErrorClass.Kind;
import dev.loadstone.protocol.Expectation;
import dev.loadstone.protocol.Expectation.Relation;
import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.JsonPath;
import dev.loadstone.runner.scenario.Verdict.Then;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeTest {
    @Test
    void withoutACheckOfTheStatusItIsExpectedToBeASuccess() {
        Request request = compile(List.of(), get("/")).requests().getFirst();

        assertThat(request.readsBody()).isFalse();
        assertThat(request.checkNames()).isEmpty();
        for (int good : new int[] {200, 204, 302, 399}) {
            assertThat(judge(get("/"), good, "").error()).as("status %d", good).isNull();
        }
        for (int bad : new int[] {199, 400, 503, 999}) {
            assertThat(judge(get("/"), bad, "").error()).isEqualTo(ErrorClass.ofStatus(bad));
        }
        for (int nonsense : new int[] {-1, 0, 99, 1000, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThat(judge(get("/"), nonsense, "").error()).isEqualTo(ErrorClass.of(Kind.PROTOCOL));
        }
    }

    @Test
    void aStatusThatIsCheckedIsNotImpliedAndAWarningOnlyCounts() {
        HttpStep step = checking(status("404", true), status("200", false));

        Verdict found = judge(step, 404, "");

        assertThat(found.error()).isNull();
        assertThat(found.passed()).isEqualTo(0b01);
        assertThat(found.failed()).isEqualTo(0b10);
        assertThat(judge(step, 200, "").error()).isEqualTo(ErrorClass.ofStatus(200));
        assertThat(judge(checking(status("404", false)), 500, "").error()).isNull();
    }

    @Test
    void theStatusComesBeforeTheCheckAndTheCheckBeforeTheCapture() {
        var capture = new Capture("v", JsonPath.parse("$.v"), null);
        Check body = check(new Expectation.BodyContains("x"));
        HttpStep all = judged(List.of(body, status("200", true)), capture);

        assertThat(judge(all, 500, "").error()).isEqualTo(ErrorClass.ofStatus(500));
        assertThat(judge(all, 200, "").error()).isEqualTo(ErrorClass.of(Kind.CHECK));
        assertThat(judge(all, 200, "x").error()).isEqualTo(ErrorClass.of(Kind.CAPTURE));
        assertThat(judge(all, 200, "x").then()).isEqualTo(Then.END_ITERATION);
        assertThat(judge(all, 200, "{\"v\":\"x\"}").error()).isNull();
        assertThat(judge(all, 200, "{\"v\":\"x\"}").passed()).isEqualTo(0b11);
    }

    @Test
    void aFallbackKeepsTheIterationGoing() {
        Verdict verdict = judge(capturing("v", "$.v", ""), 200, "no json");

        assertThat(verdict.error()).isNull();
        assertThat(verdict.then()).isEqualTo(Then.CONTINUE);
    }

    @Test
    void aVerdictKeepsNothingOfTheOneBefore() {
        Program program = compile(List.of(), capturing("v", "$.v", null), checking(status("200", true)));
        Person user = user(program, 1);
        user.answered(program.requests().getFirst(), 500, "");

        Verdict verdict = user.answered(program.requests().getLast(), 200, "");

        assertThat(verdict.error()).isNull();
        assertThat(verdict.failed()).isZero();
        assertThat(verdict.then()).isEqualTo(Then.CONTINUE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "null        | EXISTS       |     | true",
                "\"\"        | NOT_EMPTY    |     | false",
                "[ \t]       | NOT_EMPTY    |     | false",
                "{ }         | NOT_EMPTY    |     | false",
                "null        | NOT_EMPTY    |     | false",
                "false       | NOT_EMPTY    |     | false",
                "0           | NOT_EMPTY    |     | true",
                "true        | NOT_EMPTY    |     | true",
                "[0]         | NOT_EMPTY    |     | true",
                "\" \"       | NOT_EMPTY    |     | true",
                "\"a\\u0062\" | EQUALS      | ab  | true",
                "\"ab\"      | EQUALS       | abc | false",
                "12          | EQUALS       | 12  | true",
                "12.0        | EQUALS       | 12  | false",
                "\"12\"      | EQUALS       | 12  | true",
                "[1]         | EQUALS       | [1] | true",
                "12          | GREATER_THAN | 11.5 | true",
                "12          | GREATER_THAN | 12  | false",
                "-3          | LESS_THAN    | -2  | true",
                "1.5e3       | GREATER_THAN | 1499 | true",
                "123456789012345678901 | GREATER_THAN | 1e20 | true",
                "1e99999     | GREATER_THAN | 1   | true",
                "\"12\"      | GREATER_THAN | 1   | false",
                "null        | LESS_THAN    | 1   | false"
            })
    void relationsOfJsonValues(String value, Relation relation, String operand, boolean holds) {
        var expectation = new Expectation.Json(JsonPath.parse("$.v"), relation, operand == null ? "" : operand);

        Verdict verdict = judge(checking(check(expectation)), 200, "{\"v\": " + value + "}");

        assertThat(verdict.passed() == 1).isEqualTo(holds);
        assertThat(verdict.failed() == 1).isEqualTo(!holds);
        assertThat(judge(checking(check(expectation)), 200, "{}").failed()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "abc, abc, true",
        "xabc, abc, true",
        "ababac, abac, true",
        "aab, ab, true",
        "ab, abc, false",
        "'', a, false",
        "abab, abc, false",
        "x, '', true",
        "Grüße, üß, true"
    })
    void aBodyContainsAText(String body, String text, boolean holds) {
        Verdict verdict = judge(checking(check(new Expectation.BodyContains(text))), 200, body);

        assertThat(verdict.error() == null).isEqualTo(holds);
    }

    @Test
    void aPartOfTheBodyMatches() {
        HttpStep step = checking(check(new Expectation.BodyMatches("id=[0-9]+")));

        assertThat(judge(step, 200, "<a id=12>").error()).isNull();
        assertThat(judge(step, 200, "<a id=x>").error()).isEqualTo(ErrorClass.of(Kind.CHECK));
    }

    @Test
    void aPatternThatIsTooDeepForItsBodyFailsTheCheckOnly() {
        HttpStep step = checking(check(new Expectation.BodyMatches("(a|b)*c")));

        assertThat(judge(step, 200, "ab".repeat(1_000_000)).error()).isEqualTo(ErrorClass.of(Kind.CHECK));
    }

    /** A buffer has an array or none, and the body may be anywhere in it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theBodyIsWhatIsReadableAndStaysSo(boolean direct) {
        for (int length : new int[] {1, 5000, 5001, 2_000_000}) {
            String text = "x".repeat(length);
            Program program = compile(
                    List.of(),
                    judged(
                            List.of(check(new Expectation.BodyMatches("^\"x*\"$"))),
                            new Capture("v", JsonPath.parse("$"), null)),
                    Plans.post("$(vars.v)"));
            Person user = user(program, 1);
            ByteBuf body = direct ? Unpooled.directBuffer() : Unpooled.buffer();
            body.writeBytes(bytes("head\"" + text + "\"")).skipBytes(4);

            assertThat(user.answered(program.requests().getFirst(), 200, "", body)
                            .error())
                    .isNull();

            assertThat(body.readableBytes()).isEqualTo(length + 2);
            assertThat(Plans.body(Plans.encoded(program.requests().getLast(), user)))
                    .isEqualTo(text);
            body.release();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64})
    void allChecksHaveABit(int checks) {
        List<Check> all = Collections.nCopies(checks, check(new Expectation.BodyContains("x")));

        assertThat(Long.bitCount(judge(judged(all), 200, "x").passed())).isEqualTo(checks);
        assertThat(Long.bitCount(judge(judged(all), 200, "y").failed())).isEqualTo(checks);
    }

    @Test
    void moreChecksThanBitsAndOperandsThatAreNoNumberAreRefused() {
        List<Check> all = Collections.nCopies(65, check(new Expectation.BodyContains("x")));
        var comparison = new Expectation.Json(JsonPath.parse("$"), Relation.LESS_THAN, "many");

        assertThatIllegalArgumentException().isThrownBy(() -> compile(List.of(), judged(all)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> compile(List.of(), checking(check(comparison))))
                .withMessageContaining("many");
    }

    private static Verdict judge(HttpStep step, int status, String body) {
        Program program = compile(List.of(), step);
        return user(program, 1).answered(program.requests().getFirst(), status, body);
    }
}
