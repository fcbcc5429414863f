package dev.loadstone.runner.scenario;

import static dev.loadstone.runner.scenario.Plans.capturing;
import static dev.loadstone.runner.scenario.Plans.get;
import static dev.loadstone.runner.scenario.Plans.post;
import static dev.loadstone.runner.scenario.Plans.single;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.loadstone.protocol.IfStep;
import dev.loadstone.protocol.SetStep;
import dev.loadstone.protocol.SharedValue;
import dev.loadstone.protocol.Slice;
import dev.loadstone.protocol.Template;
import dev.loadstone.runner.scenario.Behaviour.Part;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LifeTest {
    @Test
    void whatTheStartSetIsTheUsersForLifeAndAllElseIsForgotten() {
        Program program = new PlanBuilder()
                .scenario(
                        "s",
                        "start",
                        "stop",
                        post("$(vars.token) $(vars.seen)"),
                        new SetStep("seen", Template.text("iteration $(user.iteration)")),
                        new SetStep("token", Template.parse("later $(user.iteration)")))
                .variable(single("seen", "plan"))
                .flow("start", capturing("token", "$.t", null))
                .flow("stop", post("bye $(vars.token)"))
                .compile();
        var person = new Person(program, 3);

        assertThat(person.behaviour.has(Part.START)).isTrue();
        assertThat(person.run(Part.START, 200, "", "{\"t\":\"T\"}")).containsExactly("GET /", "DONE");
        assertThat(person.run()).containsExactly("POST / T plan", "DONE");
        assertThat(person.run()).containsExactly("POST / later 1 plan", "DONE");
        assertThat(person.run(Part.STOP, 200, "", "")).containsExactly("POST / bye later 2", "DONE");

        person.behaviour.enter(0, 4);
        assertThatIllegalStateException()
                .isThrownBy(() -> person.run(Part.ITERATION, 200, "", ""))
                .withMessageContaining("vars.token");
    }

    @Test
    void partsThatAScenarioDoesNotHaveAreNotThere() {
        Person person = PlanBuilder.of(get("/")).person();

        assertThat(person.behaviour.has(Part.START)).isFalse();
        assertThat(person.behaviour.has(Part.STOP)).isFalse();
    }

    @Test
    void whatTheSetupMadeIsThereForAllAndGoesBeforeThePlan() {
        Program program = PlanBuilder.of(post("$(vars.a) $(vars.b|json)"), new IfStep("vars.b[1] == 2", "yes", "no"))
                .variable(single("a", "plan"))
                .flow("yes", get("/yes"))
                .flow("no", get("/no"))
                .flow("prepare", capturing("b", "$.b", null), new SetStep("a", Template.text("setup")))
                .flow("clean", post("$(vars.a) $(vars.b)"))
                .setup("prepare")
                .teardown("clean")
                .compile();
        var feeding = new Feeding(program, Slice.WHOLE);
        var preparer = new Person(program, feeding, program.setup().orElseThrow(), 0, 7);
        preparer.run(Part.ITERATION, 200, "", "{\"b\":[1,2]}");
        Map<String, SharedValue> made = preparer.behaviour.variables();

        assertThat(made)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("a", new SharedValue("setup", false), "b", new SharedValue("[1,2]", true)));
        program.share(made);
        assertThat(new Person(program, 1).run()).containsExactly("POST / setup [1,2]", "GET /yes", "DONE");
        var cleaner = new Person(program, feeding, program.teardown().orElseThrow(), 0, 7);
        assertThat(cleaner.run()).containsExactly("POST / setup [1,2]", "DONE");
        assertThat(program.scenarios()).extracting(ScenarioProgram::name).containsExactly("s", "setup", "teardown");
    }

    @Test
    void aRequestThatIsWrittenAgainIsTheSame() {
        Program program =
                PlanBuilder.of(post("$(fn.uuid()) $(fn.randomInt(1,1000000))")).compile();
        Person person = new Person(program, 1).iterate();
        var draft = new Draft();
        draft.take(program.requests().getFirst());

        String first = person.sent(draft);

        assertThat(person.sent(draft)).isEqualTo(first);
        draft.take(program.requests().getFirst());
        assertThat(person.sent(draft)).isNotEqualTo(first);
    }
}
