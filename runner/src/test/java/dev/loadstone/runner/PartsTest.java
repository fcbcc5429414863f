package dev.loadstone.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.ExitStep;
import dev.loadstone.protocol.IfStep;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.ParallelStep;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.Scenario;
import dev.loadstone.protocol.ThinkStep;
import dev.loadstone.protocol.Timing;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users do before, in and after their iterations, and how often. */
class PartsTest {
    private static final Scenario WHOLE_LIFE =
            new Scenario("life", 1, List.of(WholePlan.get("/work"), new ThinkStep(2, 2)), "begin", "end");

    private static WholePlan life(int port) {
        return WholePlan.against(port)
                .scenario(WHOLE_LIFE)
                .flow("begin", WholePlan.get("/begin"))
                .flow("end", WholePlan.get("/end"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void eachUserDoesItsIterationsAndBeginsAndEndsOnce(int runners) {
        try (var server = PathServer.saying("{}")) {
            Interval total = life(server.port())
                    .runners(runners)
                    .closed(0, 60_000, new LoadShape.Closed(7, 7, 0L, 5L))
                    .run(2)
                    .total();
            assertThat(server.requests("/begin")).isEqualTo(7);
            assertThat(server.requests("/work")).isEqualTo(35);
            assertThat(server.requests("/end")).isEqualTo(7);
            assertThat(iterations(total)).isEqualTo(new Counts(35, 35, 0, 0, 0));
            assertThat(total.iterations().getFirst().time().count()).isEqualTo(35);
            assertThat(total.last())
                    .as("the run ends when nothing is left to do")
                    .isLessThan(30);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void allUsersTogetherDoExactlyTheIterations(int runners) {
        try (var server = PathServer.saying("{}")) {
            Interval total = life(server.port())
                    .runners(runners)
                    .closed(0, 60_000, new LoadShape.Closed(3, 3, 100L, 0L))
                    .run(2)
                    .total();
            assertThat(server.requests("/work")).isEqualTo(100);
            assertThat(server.requests("/end")).isEqualTo(3);
            assertThat(iterations(total)).isEqualTo(new Counts(100, 100, 0, 0, 0));
        }
    }

    @Test
    void anArrivalDoesAllOfItOnce() {
        try (var server = PathServer.saying("{}")) {
            Interval total =
                    life(server.port()).open(0, 500, 100, 100, false).run().total();
            assertThat(server.byPath().values()).containsExactly(50L, 50L, 50L);
            assertThat(iterations(total)).isEqualTo(new Counts(50, 50, 0, 0, 0));
            assertThat(total.requestCounts()).isEqualTo(new Counts(150, 150, 0, 0, 0));
        }
    }

    @Test
    void whatIsNotBegunByThePhasesEndIsDropped() {
        try (var server = new PathServer((to, path) -> later(to, 150))) {
            Interval total = WholePlan.against(server.port())
                    .scenario(WholePlan.get("/"))
                    .closed(0, 500, new LoadShape.Closed(2, 2, 100L, 0L))
                    .closed(500, 500, new LoadShape.Closed(1, 1, 0L, 50L))
                    .run()
                    .total();
            for (int phase : new int[] {0, 1}) {
                Counts counts = total.iterations().get(phase).counts();
                assertThat(counts.offered()).as("phase %d", phase).isEqualTo(phase == 0 ? 100 : 50);
                assertThat(counts.completed()).isEqualTo(server(total, phase)).isBetween(1L, 8L);
                assertThat(counts.balanced()).as("%s", counts).isTrue();
            }
        }
    }

    private static long server(Interval total, int phase) {
        return total.requests().get(phase).counts().completed();
    }

    @Test
    void usersWhoHaveDoneTheirsWorkAgainInTheNextPhase() {
        try (var server = PathServer.saying("{}")) {
            Interval total = WholePlan.against(server.port())
                    .scenario(WholePlan.get("/"))
                    .closed(0, 600, new LoadShape.Closed(2, 2, 0L, 3L))
                    .closed(600, 60_000, new LoadShape.Closed(3, 3, 10L, 0L))
                    .run()
                    .total();
            assertThat(total.iterations().get(0).counts()).isEqualTo(new Counts(6, 6, 0, 0, 0));
            assertThat(total.iterations().get(1).counts()).isEqualTo(new Counts(10, 10, 0, 0, 0));
        }
    }

    @Test
    void iterationsThatDoNothingNeitherHangNorOverflow() {
        try (var server = PathServer.saying("{}")) {
            Interval total = WholePlan.against(server.port())
                    .scenario(new IfStep("user.id == 0", "never", null))
                    .flow("never", WholePlan.get("/"))
                    .closed(0, 300, new LoadShape.Closed(20_000, 20_000))
                    .open(0, 300, 100_000, 3, false)
                    .run()
                    .total();
            assertThat(total.iterations()).hasSize(2).allSatisfy(series -> {
                assertThat(series.counts().balanced()).as("%s", series.counts()).isTrue();
                assertThat(series.counts().completed()).isPositive();
            });
            assertThat(server.requests()).isZero();
        }
    }

    @Test
    void aBatchIsDueAtOnceAndGoesOnWhenAllHaveEnded() {
        var held = new ArrayList<ChannelHandlerContext>();
        try (var server = new PathServer((to, path) -> {
            held.add(to);
            if (path.equals("/after") || held.size() == 4) {
                held.forEach(each -> TargetServer.say(each, TargetServer.OK));
                held.clear();
            }
        })) {
            Interval total = WholePlan.against(server.port())
                    .scenario(new ParallelStep("batch"), WholePlan.get("/after"))
                    .flow("batch", WholePlan.get("/a"), WholePlan.get("/b"), WholePlan.get("/c"), WholePlan.get("/d"))
                    .closed(0, 20_000, new LoadShape.Closed(1, 1, 5L, 0L))
                    .run()
                    .total();
            assertThat(total.requestCounts()).isEqualTo(new Counts(25, 25, 0, 0, 0));
            assertThat(iterations(total)).isEqualTo(new Counts(5, 5, 0, 0, 0));
            assertThat(total.requests().stream()
                            .map(series -> series.timing(Timing.CONNECT_TIME))
                            .mapToLong(times -> times.count())
                            .sum())
                    .as("connections")
                    .isEqualTo(4);
        }
    }

    @Test
    void aBatchThatIsCutOffIsIncompleteInAllItsParts() {
        try (var server = new PathServer((to, path) -> {
            if (path.equals("/a")) {
                TargetServer.say(to, TargetServer.OK);
            }
        })) {
            Interval total = WholePlan.against(server.port())
                    .scenario(new ParallelStep("batch"))
                    .flow("batch", WholePlan.get("/a"), WholePlan.get("/b"), WholePlan.get("/c"))
                    .gracefulStop(100)
                    .closed(0, 300, new LoadShape.Closed(3, 3))
                    .run()
                    .total();
            assertThat(iterations(total)).isEqualTo(new Counts(3, 0, 0, 0, 3));
            assertThat(total.requests().stream().map(RequestSeries::counts))
                    .containsExactly(new Counts(3, 3, 0, 0, 0), new Counts(3, 0, 0, 0, 3), new Counts(3, 0, 0, 0, 3));
        }
    }

    @Test
    void aUserWhoExitsComesBackNoMore() {
        try (var server = PathServer.saying("{}")) {
            Interval total = WholePlan.against(server.port())
                    .scenario(new Scenario(
                            "leaving",
                            1,
                            List.of(
                                    WholePlan.get("/work"),
                                    new IfStep("user.iteration == 3", "leave", null),
                                    new ThinkStep(1, 1)),
                            null,
                            "end"))
                    .flow("leave", new ExitStep(ExitStep.Scope.USER))
                    .flow("end", WholePlan.get("/end"))
                    .closed(0, 60_000, new LoadShape.Closed(5, 5))
                    .run()
                    .total();
            assertThat(iterations(total)).isEqualTo(new Counts(15, 15, 0, 0, 0));
            assertThat(server.requests("/end")).isEqualTo(5);
            assertThat(total.last()).as("the run ends when nobody is there").isLessThan(30);
        }
    }

    @Test
    void whatAUserWhoExitsLeavesOfASharedBudgetIsDroppedWithTheRest() {
        try (var server = new PathServer((to, path) -> later(to, 40))) {
            Interval total = WholePlan.against(server.port())
                    .scenario(WholePlan.get("/"), new IfStep("user.id == 1", "leave", null))
                    .flow("leave", new ExitStep(ExitStep.Scope.USER))
                    .closed(0, 600, new LoadShape.Closed(2, 2, 100L, 0L))
                    .run()
                    .total();
            Counts counts = iterations(total);
            assertThat(counts.offered()).isEqualTo(100);
            assertThat(counts.completed()).isBetween(2L, 16L);
            assertThat(counts.balanced()).as("%s", counts).isTrue();
        }
    }

    @Test
    void whatAUserWhoExitsWouldHaveDoneOfItsOwnIsNot() {
        try (var server = PathServer.saying("{}")) {
            Interval total = WholePlan.against(server.port())
                    .scenario(WholePlan.get("/"), new IfStep("user.id == 1", "leave", null))
                    .flow("leave", new ExitStep(ExitStep.Scope.USER))
                    .closed(0, 60_000, new LoadShape.Closed(2, 2, 0L, 10L))
                    .run()
                    .total();
            assertThat(iterations(total)).isEqualTo(new Counts(11, 11, 0, 0, 0));
        }
    }

    @Test
    void anExitOfTheTestEndsItOnAllRunners() {
        try (var server = PathServer.saying("{}")) {
            var operator = WholePlan.against(server.port())
                    .scenario(new Scenario(
                            "ending",
                            1,
                            List.of(
                                    WholePlan.get("/work"),
                                    new IfStep("user.id == 1 && user.iteration == 3", "quit", null),
                                    new ThinkStep(100, 100)),
                            null,
                            "end"))
                    .flow("quit", new ExitStep(ExitStep.Scope.TEST))
                    .flow("end", WholePlan.get("/end"))
                    .runners(2)
                    .closed(0, 60_000, new LoadShape.Closed(6, 6))
                    .run(2);
            Interval total = operator.total();
            assertThat(total.last()).isLessThan(30);
            assertThat(iterations(total).balanced()).isTrue();
            assertThat(iterations(total).incomplete()).isZero();
            assertThat(server.requests("/end")).isEqualTo(6);
        }
    }

    private static void later(ChannelHandlerContext to, long millis) {
        to.executor()
                .schedule(
                        () -> TargetServer.say(to, TargetServer.OK),
                        millis,
                        java.util.concurrent.TimeUnit.MILLISECONDS);
    }

    private static Counts iterations(Interval total) {
        return total.iterations().stream().map(series -> series.counts()).reduce(Counts.NONE, Counts::plus);
    }
}
