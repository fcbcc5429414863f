package dev.loadstone.runner.scenario;

import static dev.loadstone.runner.scenario.Plans.get;
import static dev.loadstone.runner.scenario.Plans.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.loadstone.protocol.Feeder;
import dev.loadstone.protocol.Feeder.Distribution;
import dev.loadstone.protocol.Feeder.Exhaustion;
import dev.loadstone.protocol.Feeder.Format;
import dev.loadstone.protocol.Feeder.Order;
import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Slice;
import dev.loadstone.protocol.Step;
import dev.loadstone.runner.scenario.Behaviour.Begun;
import dev.loadstone.runner.scenario.Behaviour.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeedingTest {
    private static final int ROWS = 60;
    private static final int RUNNERS = 3;
    private static final int LOOPS = 2;

    @ParameterizedTest
    @EnumSource(Order.class)
    void allRunnersTogetherTakeEachSharedRowOnceACycle(Order order) {
        var taken = new HashMap<String, Integer>();
        for (int runner = 0; runner < RUNNERS; runner++) {
            Program program = shared(order, Exhaustion.RECYCLE, new LoadShape.Closed(9, 9));
            for (int loop = 0; loop < LOOPS; loop++) {
                Person person = person(program, runner, loop);
                // The event loops of a runner need not be equally busy.
                for (int i = 0; i < (loop == 0 ? 1 : 5) * ROWS / RUNNERS / 2; i++) {
                    taken.merge(person.run().getFirst(), 1, Integer::sum);
                }
            }
        }

        assertThat(taken).hasSize(ROWS);
        assertThat(taken.values()).containsOnly(3);
    }

    @Test
    void runnersWithoutUsersLeaveTheirRowsToOthers() {
        var taken = new ArrayList<String>();
        for (int runner = 0; runner < 2; runner++) {
            Person person =
                    person(shared(Order.SEQUENTIAL, Exhaustion.END_USER, new LoadShape.Closed(1, 2)), runner, 1);
            for (List<String> did = person.run(); did.size() > 1; did = person.run()) {
                taken.add(did.getFirst());
            }
        }

        assertThat(taken).hasSize(ROWS).doesNotHaveDuplicates();
    }

    @Test
    void aRunnerWhoseRowsAreUsedUpDoesNotEndTheTestForOthers() {
        Person one = person(shared(Order.SEQUENTIAL, Exhaustion.END_TEST, new LoadShape.Closed(1, 1)), 0, 0);
        Person ofTwo = person(shared(Order.SEQUENTIAL, Exhaustion.END_TEST, new LoadShape.Closed(2, 2)), 0, 0);
        for (int i = 0; i < ROWS; i++) {
            one.run();
        }
        for (int i = 0; i < ROWS / 2; i++) {
            ofTwo.run();
        }

        assertThat(one.run()).containsExactly("END_TEST");
        assertThat(ofTwo.run()).containsExactly("END_RUNNER");
    }

    private static Person person(Program program, int runner, int loop) {
        Slice share = Slice.WHOLE.part(runner, RUNNERS).part(loop, LOOPS);
        return new Person(program, new Feeding(program, share), 0, 1 + runner, 7);
    }

    private static Program shared(Order order, Exhaustion exhaustion, LoadShape load) {
        return PlanBuilder.of(post("$(data.f)"))
                .load(RUNNERS, load)
                .feeder(feeder("f", Format.TEXT, order, Distribution.SHARED, exhaustion), rows(ROWS))
                .compile();
    }

    @Test
    void aRunnerGoesThroughAllItsRowsWhateverTheEventLoop() {
        Program program = program(Order.SEQUENTIAL, Distribution.PER_RUNNER, Exhaustion.RECYCLE, 3);
        var one = new Person(program, new Feeding(program, new Slice(0, 2)), 0, 1, 7);
        var other = new Person(program, new Feeding(program, new Slice(1, 2)), 0, 2, 7);

        assertThat(List.of(taken(one), taken(other), taken(one), taken(one), taken(other)))
                .containsExactly("r0", "r1", "r2", "r0", "r1");
    }

    @Test
    void aUniqueRowIsTheUsersForLifeAndNobodyElses() {
        Program program = program(Order.RANDOM, Distribution.UNIQUE, Exhaustion.END_USER, ROWS);
        var rows = new ArrayList<String>();
        for (int user = 1; user <= ROWS; user++) {
            var person = new Person(program, user);
            String row = taken(person);
            assertThat(taken(person)).isEqualTo(row);
            rows.add(row);
        }

        assertThat(rows).doesNotHaveDuplicates();
        assertThat(new Person(program, ROWS + 1).begin(Part.ITERATION)).isEqualTo(Begun.END_USER);
    }

    @Test
    void theSeedShufflesAndSequentialDoesNot() {
        assertThat(inOrder(Order.SEQUENTIAL))
                .isEqualTo(IntStream.range(0, ROWS).mapToObj(i -> "r" + i).toList());
        assertThat(inOrder(Order.RANDOM))
                .isEqualTo(inOrder(Order.RANDOM))
                .isNotEqualTo(inOrder(Order.SEQUENTIAL))
                .containsExactlyInAnyOrderElementsOf(inOrder(Order.SEQUENTIAL));
    }

    @Test
    void exhaustionEndsWhatItSaysAndTakesNothingOfOtherFeeders() {
        for (Exhaustion end : List.of(Exhaustion.END_USER, Exhaustion.END_TEST)) {
            Program program = PlanBuilder.of(post("$(data.few) $(data.many)"))
                    .feeder(feeder("few", Format.TEXT, Order.SEQUENTIAL, Distribution.SHARED, end), rows(2))
                    .feeder(
                            feeder("many", Format.TEXT, Order.SEQUENTIAL, Distribution.SHARED, Exhaustion.RECYCLE),
                            rows(9))
                    .scenario("other", null, null, post("$(data.many)"))
                    .compile();
            var feeding = new Feeding(program, Slice.WHOLE);
            var person = new Person(program, feeding, 0, 1, 7);
            person.run();
            assertThat(person.run()).containsExactly("POST / r1 r1", "DONE");

            assertThat(person.run()).containsExactly(end.toString());
            assertThat(new Person(program, feeding, 1, 2, 7).run()).containsExactly("POST / r2", "DONE");
        }
    }

    @Test
    void aRowIsTakenOnlyWhereItMayBeUsed() {
        Program program = PlanBuilder.of(get("/"))
                .scenario("uses", null, null, post("$(data.f)"))
                .feeder(feeder("f", Format.TEXT, Order.SEQUENTIAL, Distribution.SHARED, Exhaustion.END_USER), rows(1))
                .compile();
        var feeding = new Feeding(program, Slice.WHOLE);

        new Person(program, feeding, 0, 1, 7).run();
        assertThat(new Person(program, feeding, 1, 2, 7).run()).containsExactly("POST / r0", "DONE");
    }

    @Test
    void theFirstIterationAndTheStopHaveTheRowOfTheStart() {
        Program program = new PlanBuilder()
                .scenario("s", "login", "logout", post("$(data.f)"))
                .flow("login", post("in $(data.f)"))
                .flow("logout", post("out $(data.f)"))
                .feeder(feeder("f", Format.TEXT, Order.SEQUENTIAL, Distribution.SHARED, Exhaustion.RECYCLE), rows(5))
                .compile();
        var person = new Person(program, 1);

        assertThat(person.run(Part.START, 200, "", "")).first().isEqualTo("POST / in r0");
        assertThat(person.run()).first().isEqualTo("POST / r0");
        assertThat(person.run()).first().isEqualTo("POST / r1");
        assertThat(person.run(Part.STOP, 200, "", "")).first().isEqualTo("POST / out r1");
        person.behaviour.enter(0, 2);
        assertThat(person.run(Part.START, 200, "", "")).first().isEqualTo("POST / in r2");
    }

    @Test
    void valuesKeepWhatTheyAreInJson() {
        Program program = PlanBuilder.of(post("$(data.f.n|json) $(data.f.s|json) $(data.f.n|string|json)"))
                .feeder(
                        feeder("f", Format.JSON, Order.SEQUENTIAL, Distribution.UNIQUE, Exhaustion.RECYCLE),
                        "[{\"n\":7,\"s\":\"x\"}]")
                .compile();

        assertThat(new Person(program, 1).run()).first().isEqualTo("POST / 7 \"x\" \"7\"");
    }

    @Test
    void unknownColumnsAndFeedersAreRefusedWithThePlaceAndWhatThereIs() {
        var plan = PlanBuilder.of(post("$(data.f.mail)"))
                .feeder(
                        feeder("f", Format.CSV, Order.SEQUENTIAL, Distribution.SHARED, Exhaustion.RECYCLE),
                        "id,name\n1,x");
        var other = PlanBuilder.of(post("$(data.g.mail)"))
                .feeder(
                        feeder("f", Format.CSV, Order.SEQUENTIAL, Distribution.SHARED, Exhaustion.RECYCLE),
                        "id,name\n1,x");

        assertThatIllegalArgumentException()
                .isThrownBy(plan::compile)
                .withMessageContaining("data.f has no column \"mail\"; there are: id, name");
        assertThatIllegalArgumentException()
                .isThrownBy(other::compile)
                .withMessageContaining("there is no feeder \"g\"; there are: f");
    }

    private static List<String> inOrder(Order order) {
        Program program = program(order, Distribution.SHARED, Exhaustion.RECYCLE, ROWS);
        var person = new Person(program, 1);
        return IntStream.range(0, ROWS).mapToObj(i -> taken(person)).toList();
    }

    private static String taken(Person person) {
        return person.run().getFirst().substring("POST / ".length());
    }

    private static Program program(Order order, Distribution distribution, Exhaustion exhaustion, int rows) {
        Step step = post("$(data.f)");
        return PlanBuilder.of(step)
                .feeder(feeder("f", Format.TEXT, order, distribution, exhaustion), rows(rows))
                .compile();
    }

    private static Feeder feeder(
            String name, Format format, Order order, Distribution distribution, Exhaustion exhaustion) {
        return new Feeder(name, name + ".rows", format, ',', order, distribution, exhaustion);
    }

    private static String rows(int count) {
        return IntStream.range(0, count).mapToObj(i -> "r" + i).collect(Collectors.joining("\n"));
    }
}
