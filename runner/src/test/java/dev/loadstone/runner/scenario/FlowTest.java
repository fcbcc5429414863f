package dev.loadstone.runner.scenario;

import static dev.loadstone.runner.scenario.Plans.get;
import static dev.loadstone.runner.scenario.Plans.post;
import static dev.loadstone.runner.scenario.Plans.several;
import static dev.loadstone.runner.scenario.Plans.single;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.loadstone.protocol.BranchStep;
import dev.loadstone.protocol.BranchStep.Choice;
import dev.loadstone.protocol.CallStep;
import dev.loadstone.protocol.ExitStep;
import dev.loadstone.protocol.GroupStep;
import dev.loadstone.protocol.IfStep;
import dev.loadstone.protocol.LoopStep;
import dev.loadstone.protocol.MetricKind;
import dev.loadstone.protocol.MetricStep;
import dev.loadstone.protocol.PaceStep;
import dev.loadstone.protocol.ParallelStep;
import dev.loadstone.protocol.SetStep;
import dev.loadstone.protocol.Template;
import dev.loadstone.protocol.ThinkStep;
import dev.loadstone.runner.scenario.Behaviour.Next;
import dev.loadstone.runner.scenario.Behaviour.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowTest {
    @Test
    void callsComeBackHoweverDeep() {
        Person person = PlanBuilder.of(new CallStep("a"), get("/end"))
                .flow("a", get("/a1"), new CallStep("b"), get("/a2"))
                .flow("b", get("/b1"), new CallStep("c"), get("/b2"))
                .flow("c", get("/c"))
                .person();

        assertThat(person.run())
                .containsExactly("GET /a1", "GET /b1", "GET /c", "GET /b2", "GET /a2", "GET /end", "DONE");
        assertThat(person.run()).hasSize(7);
    }

    @Test
    void aFlowIsCompiledOnceHoweverOftenAndDeepItIsCalled() {
        var plan = PlanBuilder.of(new CallStep("f0"));
        for (int i = 0; i < 19; i++) {
            plan.flow("f" + i, new CallStep("f" + (i + 1)), new CallStep("f" + (i + 1)));
        }
        Program program = plan.flow("f19", get("/")).compile();

        assertThat(program.requestCount()).isEqualTo(1);
    }

    @Test
    void aCircleIsNamedAndTooDeepIsRefused() {
        var circle =
                PlanBuilder.of(new CallStep("a")).flow("a", new CallStep("b")).flow("b", new CallStep("a"));
        var deep = PlanBuilder.of(new CallStep("f0"));
        for (int i = 0; i < 21; i++) {
            deep.flow("f" + i, new CallStep("f" + (i + 1)));
        }
        deep.flow("f21", get("/"));

        assertThatIllegalArgumentException().isThrownBy(circle::compile).withMessageContaining("a -> b -> a");
        assertThatIllegalArgumentException().isThrownBy(deep::compile).withMessageContaining("20 deep");
        assertThatIllegalArgumentException()
                .isThrownBy(PlanBuilder.of(new CallStep("nowhere"))::compile)
                .withMessageContaining("nowhere");
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "0, 0", "-1, 0", "2.9, 2", "' 2 ', 2"})
    void aLoopRunsSoManyTimes(String times, int passes) {
        Person person = PlanBuilder.of(loop("f", new LoopStep.Times(Template.parse("$(vars.n)"))))
                .variable(single("n", times))
                .flow("f", get("/"))
                .person();

        assertThat(person.run()).hasSize(passes + 1).endsWith("DONE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "", "1e"})
    void timesThatAreNoNumberFail(String times) {
        Person person = PlanBuilder.of(loop("f", new LoopStep.Times(Template.parse("$(vars.n)"))))
                .variable(single("n", times))
                .flow("f", get("/"))
                .person();

        assertThat(person.run()).containsExactly("FAILED times of a loop is not a number");
    }

    @Test
    void loopsNest() {
        Person person = PlanBuilder.of(loop("outer", new LoopStep.Times(Template.text("2"))))
                .flow("outer", get("/o"), loop("inner", new LoopStep.Times(Template.text("2"))))
                .flow("inner", get("/i"))
                .person();

        assertThat(person.run()).containsExactly("GET /o", "GET /i", "GET /i", "GET /o", "GET /i", "GET /i", "DONE");
    }

    @Test
    void forEachTakesValuesOfThePlanAndOfAResponseAndKeepsTheirTypes() {
        Person person = PlanBuilder.of(
                        loop("planned", new LoopStep.ForEach("terms", "one")),
                        Plans.capturing("ids", "$.ids", null),
                        loop("captured", new LoopStep.ForEach("ids", "one")))
                .variable(several("terms", "a \"b", "c"))
                .flow("planned", post("$(vars.one)"))
                .flow("captured", post("[$(vars.one|json)]"))
                .person();

        assertThat(person.run("{\"ids\":[1,\"x\",{\"y\":null}]}"))
                .containsExactly(
                        "POST / a \"b",
                        "POST / c",
                        "GET /",
                        "POST / [1]",
                        "POST / [\"x\"]",
                        "POST / [{\"y\":null}]",
                        "DONE");
        assertThat(person.run("{\"ids\":[]}")).endsWith("GET /", "DONE");
        assertThat(person.run("{\"ids\":7}")).endsWith("GET /", "FAILED vars.ids is not a list");
    }

    @Test
    void duringBeginsNoPassAfterItsTime() {
        Person person = PlanBuilder.of(loop("f", new LoopStep.During(250)))
                .flow("f", get("/"), new ThinkStep(100, 100))
                .person();

        assertThat(person.run()).filteredOn("GET /"::equals).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "100, 5"})
    void whileStopsAtItsConditionOrItsBound(int bound, int passes) {
        Person person = PlanBuilder.of(
                        new SetStep("n", Template.parse("$(user.iteration)")),
                        loop("f", new LoopStep.While("int(vars.n) < 6", bound)))
                .flow("f", get("/"), loop("add", new LoopStep.Times(Template.text("1"))))
                .flow("add", new IfStep("vars.n == 1", "two", "more"))
                .flow("two", new SetStep("n", Template.text("2")))
                .flow("more", new IfStep("vars.n == '2'", "three", "most"))
                .flow("three", new SetStep("n", Template.text("3")))
                .flow("most", new IfStep("vars.n == '3'", "four", "five"))
                .flow("four", new SetStep("n", Template.text("4")))
                .flow("five", new IfStep("vars.n == '4'", "last", "end"))
                .flow("last", new SetStep("n", Template.text("5")))
                .flow("end", new SetStep("n", Template.text("6")))
                .person();

        assertThat(person.run()).hasSize(passes + 1).endsWith("DONE");
    }

    @Test
    void branchesAreTakenAsOftenAsTheirWeightsSayAndASeedRepeatsThem() {
        var plan = PlanBuilder.of(new BranchStep(List.of(new Choice("a", 7), new Choice(null, 2), new Choice("b", 1))))
                .flow("a", get("/a"))
                .flow("b", get("/b"))
                .compile();
        var counts = new HashMap<String, Integer>();
        var first = new ArrayList<String>();
        var again = new ArrayList<String>();
        for (int user = 1; user <= 100; user++) {
            var person = new Person(plan, user);
            var twin = new Person(plan, user);
            for (int i = 0; i < 100; i++) {
                first.add(person.run().getFirst());
                again.add(twin.run().getFirst());
            }
        }
        first.forEach(taken -> counts.merge(taken, 1, Integer::sum));

        assertThat(first).isEqualTo(again);
        // Four standard deviations.
        assertThat(counts.get("GET /a")).isBetween(6817, 7183);
        assertThat(counts.get("DONE")).isBetween(1840, 2160);
        assertThat(counts.get("GET /b")).isBetween(880, 1120);
    }

    @Test
    void requestsOfAParallelFlowComeAtOnce() {
        Person person = PlanBuilder.of(new ParallelStep("f"), get("/end"))
                .flow("f", get("/a"), get("/b"))
                .person();

        assertThat(person.run()).containsExactly("parallel [GET /a, GET /b]", "GET /end", "DONE");
        assertThatIllegalArgumentException()
                .isThrownBy(PlanBuilder.of(new ParallelStep("f")).flow("f", new ThinkStep(1, 1))::compile)
                .withMessageContaining("parallel");
    }

    @Test
    void aPaceCountsFromTheLastTurnAndNeverBursts() {
        Person person = PlanBuilder.of(new PaceStep(100), get("/")).person();

        assertThat(person.run()).containsExactly("GET /", "DONE");
        person.due += 30_000_000;
        assertThat(person.run()).containsExactly("wait 70", "GET /", "DONE");
        person.due += 250_000_000;
        assertThat(person.run()).containsExactly("GET /", "DONE");
        assertThat(person.run()).containsExactly("wait 100", "GET /", "DONE");
        person.behaviour.enter(0, 2);
        assertThat(person.run()).containsExactly("GET /", "DONE");
    }

    @ParameterizedTest
    @CsvSource({"false, 30", "true, 130"})
    void aGroupCountsWaitsOnlyWhereItIsToldTo(boolean includeThink, int millis) {
        Person person = PlanBuilder.of(new GroupStep("g", "f", includeThink))
                .flow("f", get("/"), new ThinkStep(100, 100), get("/"))
                .person();
        person.begin(Part.ITERATION);

        assertThat(person.next()).isEqualTo(Next.REQUEST);
        person.due += 10_000_000;
        assertThat(person.next()).isEqualTo(Next.WAIT);
        person.due = person.behaviour.wakeNanos();
        assertThat(person.next()).isEqualTo(Next.REQUEST);
        person.due += 20_000_000;
        assertThat(person.next()).isEqualTo(Next.DONE);
        assertThat(person.log).containsExactly("group 0 " + millis);
    }

    @Test
    void groupsThatDoNotEndFail() {
        Person person = PlanBuilder.of(new GroupStep("outer", "f", false))
                .flow("f", new GroupStep("inner", "g", false))
                .flow("g", get("/"), new ExitStep(ExitStep.Scope.ITERATION))
                .person();

        assertThat(person.run()).containsExactly("GET /", "group 1 failed", "group 0 failed", "DONE");
        person.log.clear();
        person.begin(Part.ITERATION);
        person.next();
        person.behaviour.abandon(person);
        person.behaviour.abandon(person);
        assertThat(person.log).containsExactly("group 1 failed", "group 0 failed");
        assertThat(person.next()).isEqualTo(Next.DONE);
    }

    @ParameterizedTest
    @EnumSource(ExitStep.Scope.class)
    void anExitEndsWhatItSays(ExitStep.Scope scope) {
        Person person = PlanBuilder.of(new CallStep("f"), get("/never"))
                .flow("f", get("/"), new ExitStep(scope), get("/never"))
                .person();

        String end =
                switch (scope) {
                    case ITERATION -> "DONE";
                    case USER -> "END_USER";
                    case TEST -> "END_TEST";
                };
        assertThat(person.run()).containsExactly("GET /", end);
    }

    @Test
    void stepsThatLeadNowhereFailAndDoNotHang() {
        Person person = PlanBuilder.of(loop("f", new LoopStep.During(1000)))
                .flow("f", new SetStep("x", Template.text("y")), new ThinkStep(0, 0))
                .person();

        assertThat(person.run()).containsExactly("FAILED no progress: 10000 steps without a request or a wait");
    }

    @Test
    void onlyWaitsAreLeftWhereNoRequestCanCome() {
        Person person = PlanBuilder.of(
                        loop("f", new LoopStep.Times(Template.text("2"))), new CallStep("wait"), new ThinkStep(1, 1))
                .flow("f", get("/"), new CallStep("wait"))
                .flow("wait", new ThinkStep(1, 1), new ThinkStep(1, 1))
                .person();
        person.begin(Part.ITERATION);
        var left = new ArrayList<Boolean>();
        for (Next next = person.next(); next != Next.DONE; next = person.next()) {
            left.add(person.behaviour.hasOnlyWaitsLeft());
            person.due = Math.max(person.due, person.behaviour.wakeNanos());
        }

        // Within the second pass of the loop it is not known that it is the last one.
        assertThat(left).containsExactly(false, false, false, false, false, false, true, true, true);
    }

    @Test
    void whatIsMeasuredAfterAWaitIsStillToCome() {
        Person person = PlanBuilder.of(
                        new ThinkStep(1, 1),
                        new MetricStep("m", MetricKind.COUNTER, "1"),
                        new GroupStep("g", "wait", true))
                .flow("wait", new ThinkStep(1, 1))
                .person();
        person.begin(Part.ITERATION);
        var left = new ArrayList<Boolean>();
        for (Next next = person.next(); next != Next.DONE; next = person.next()) {
            left.add(person.behaviour.hasOnlyWaitsLeft());
            person.due = Math.max(person.due, person.behaviour.wakeNanos());
        }

        assertThat(left)
                .as("at the wait before the metric, and at the one in the group")
                .containsExactly(false, false);
    }

    @Test
    void theFirstRequestIsKnownAheadWhereNothingComesBeforeIt() {
        var called = PlanBuilder.of(new CallStep("f"))
                .flow("f", new GroupStep("g", "r", false))
                .flow("r", get("/a"));
        var drawn = PlanBuilder.of(new ThinkStep(1, 1), get("/a"));

        assertThat(called.compile()
                        .scenarios()
                        .getFirst()
                        .firstRequest()
                        .orElseThrow()
                        .name())
                .isEqualTo("GET /a");
        assertThat(drawn.compile().scenarios().getFirst().firstRequest()).isEmpty();
    }

    private static LoopStep loop(String flow, LoopStep.Repeat repeat) {
        return new LoopStep(flow, repeat);
    }
}
