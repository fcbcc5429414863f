package dev.loadstone.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.BranchStep;
import dev.loadstone.protocol.Capture;
import dev.loadstone.protocol.ExitStep;
import dev.loadstone.protocol.Feeder;
import dev.loadstone.protocol.GroupStep;
import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.IfStep;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.LoopStep;
import dev.loadstone.protocol.MetricKind;
import dev.loadstone.protocol.MetricStep;
import dev.loadstone.protocol.PaceStep;
import dev.loadstone.protocol.ParallelStep;
import dev.loadstone.protocol.Scenario;
import dev.loadstone.protocol.Step;
import dev.loadstone.protocol.Template;
import dev.loadstone.protocol.ThinkStep;
import io.netty.channel.ChannelHandlerContext;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random walks: whatever users do and the target does to them, and however the run ends, nothing is lost and nothing counted twice. */
class BalanceTest {
    private static final HttpStep.OnFailure[] ON_FAILURE = HttpStep.OnFailure.values();

    static IntStream seeds() {
        return IntStream.range(0, Integer.getInteger("walks", 12));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everythingThatWasDueEndedInOneWay(int seed) {
        var random = new Random(seed);
        try (var server = new PathServer(moody(new Random(seed)))) {
            var operator = plan(server.port(), random).run(2);
            if (seed % 4 == 3) {
                Operator.await(operator.running());
                operator.stop();
            }
            Interval total = operator.total();
            assertThat(total.requests()).allSatisfy(series -> {
                assertThat(series.counts().balanced())
                        .as("%s: %s", series.key(), series.counts())
                        .isTrue();
                assertThat(series.errors().values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                        .as("%s: %s", series.key(), series.errors())
                        .isEqualTo(series.counts().failed());
            });
            assertThat(total.iterations()).allSatisfy(series -> {
                assertThat(series.counts().balanced()).as("%s", series).isTrue();
                assertThat(series.time().count()).isEqualTo(series.counts().completed());
                assertThat(series.errors().size()).isLessThanOrEqualTo(11);
            });
            assertThat(total.groups())
                    .allSatisfy(series -> assertThat(series.time().count()).isEqualTo(series.completed()));
            assertThat(operator.secondsTotal().countsEqual(total)).isTrue();
            long answered = total.requests().stream()
                    .mapToLong(series -> series.counts().completed() + series.redirects())
                    .sum();
            assertThat(answered).isLessThanOrEqualTo(server.requests());
        }
    }

    private static WholePlan plan(int port, Random random) {
        var plan = WholePlan.against(port)
                .feeder("rows", "a\nb\nc", distribution(random), Feeder.Exhaustion.RECYCLE)
                .feeder("few", "x\n".repeat(40), distribution(random), exhaustion(random))
                .flow("leaf", get(random), get(random))
                .flow("leave", new ExitStep(ExitStep.Scope.USER))
                .flow("skip", new ExitStep(ExitStep.Scope.ITERATION))
                .flow("first", get(random), step(random))
                .flow("last", step(random), get(random))
                .gracefulStop(random.nextInt(3) * 200L)
                .runners(1 + random.nextInt(2));
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            Step[] steps = IntStream.range(0, 1 + random.nextInt(5))
                    .mapToObj(n -> step(random))
                    .toArray(Step[]::new);
            plan.scenario(new Scenario(
                    "s" + i,
                    1 + random.nextInt(3),
                    List.of(steps),
                    random.nextBoolean() ? "first" : null,
                    random.nextBoolean() ? "last" : null));
        }
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            phase(plan, random);
        }
        return plan;
    }

    private static Feeder.Distribution distribution(Random random) {
        return Feeder.Distribution.values()[random.nextInt(3)];
    }

    private static Feeder.Exhaustion exhaustion(Random random) {
        return Feeder.Exhaustion.values()[random.nextInt(3)];
    }

    private static void phase(WholePlan plan, Random random) {
        long startMillis = random.nextInt(3) * 300L;
        long millis = 200 + random.nextInt(600);
        if (random.nextBoolean()) {
            plan.open(startMillis, millis, 20 + random.nextInt(200), 1 + random.nextInt(60), random.nextBoolean());
        } else {
            int from = random.nextInt(6);
            long limit = random.nextInt(60);
            plan.closed(
                    startMillis,
                    millis,
                    switch (random.nextInt(3)) {
                        case 0 -> new LoadShape.Closed(from, 1 + random.nextInt(6));
                        case 1 -> new LoadShape.Closed(from, 1 + random.nextInt(6), limit, 0L);
                        default -> new LoadShape.Closed(from, 1 + random.nextInt(6), 0L, limit / 5);
                    });
        }
    }

    private static Step step(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> new ThinkStep(0, random.nextInt(30));
            case 1 -> new PaceStep(1 + random.nextInt(40));
            case 2 -> new ParallelStep("leaf");
            case 3 -> new GroupStep("group", "leaf", random.nextBoolean());
            case 4 -> new LoopStep("leaf", new LoopStep.Times(Template.text("2")));
            case 5 -> new IfStep("user.iteration % 7 == 3", random.nextBoolean() ? "leave" : "skip", "leaf");
            case 6 -> new IfStep("vars.found == '1'", "leaf", null);
            case 7 -> new BranchStep(List.of(new BranchStep.Choice("leaf", 1), new BranchStep.Choice(null, 2)));
            case 8 -> new MetricStep("metric", MetricKind.COUNTER, "user.iteration");
            default -> get(random);
        };
    }

    private static HttpStep get(Random random) {
        String path =
                switch (random.nextInt(4)) {
                    case 0 -> "/$(data.rows)";
                    case 1 -> "/$(data.few)";
                    default -> "/" + random.nextInt(3);
                };
        var captures = random.nextInt(3) > 0
                ? List.<Capture>of()
                : List.of(
                        new Capture("found", new Capture.WholeBody(), new Capture.First(), null, random.nextBoolean()));
        return new HttpStep(
                "get " + path,
                "",
                "GET",
                Template.parse(path),
                List.of(),
                null,
                null,
                List.of(),
                captures,
                50L + random.nextInt(200),
                random.nextInt(3),
                random.nextBoolean() ? null : ON_FAILURE[random.nextInt(ON_FAILURE.length)]);
    }

    private static PathServer.Answering moody(Random mood) {
        return (to, path) -> {
            switch (mood.nextInt(30)) {
                case 0 -> to.close();
                case 1 -> TargetServer.say(to, "nonsense\r\n\r\n");
                case 2 -> {}
                case 3 -> TargetServer.say(to, "HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n");
                case 4 -> TargetServer.say(to, "HTTP/1.1 302 Go\r\nLocation: /0\r\nContent-Length: 0\r\n\r\n");
                case 5 -> later(to, 20);
                default -> TargetServer.say(to, PathServer.ok("1"));
            }
        };
    }

    private static void later(ChannelHandlerContext to, long millis) {
        to.executor().schedule(() -> TargetServer.say(to, PathServer.ok("1")), millis, TimeUnit.MILLISECONDS);
    }
}
