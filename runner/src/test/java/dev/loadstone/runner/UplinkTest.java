package dev.loadstone.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.Answer;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.RunnerReport;
import dev.loadstone.runner.report.NotWantedException;
import dev.loadstone.runner.report.Outcome;
import dev.loadstone.runner.report.TooLargeException;
import dev.loadstone.runner.report.Uplink;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens on the way to the operator, the numbers that arrive are the same. */
class UplinkTest {
    private static final long MINUTE_MICROS = 60_000_000;

    static Stream<Arguments> badWays() {
        return Stream.of(
                Arguments.of("pushes are lost", (Function<Uplink, Uplink>) UplinkTest::losing),
                Arguments.of("answers are lost", (Function<Uplink, Uplink>) UplinkTest::deaf),
                Arguments.of("pushes come twice", (Function<Uplink, Uplink>) UplinkTest::doubling),
                Arguments.of("pushes are slow", (Function<Uplink, Uplink>) UplinkTest::slow),
                Arguments.of("pushes throw", (Function<Uplink, Uplink>) UplinkTest::throwing),
                Arguments.of("the clocks are a minute apart", (Function<Uplink, Uplink>) UplinkTest::aMinuteAhead));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badWays")
    void theFinalNumbersAreTheSame(String name, Function<Uplink, Uplink> way) {
        try (var server = TargetServer.saying(TargetServer.OK)) {
            var operator =
                    new Operator(Plans.against(server.port()).open(200, 2500).plan());
            var total = operator.launch(way.apply(operator), 1).total();
            assertThat(total.requestCounts()).isEqualTo(new Counts(500, 500, 0, 0, 0));
            assertThat(operator.secondsTotal().countsEqual(total)).isTrue();
            assertThat(server.requests()).isEqualTo(500);
        }
    }

    @Test
    void anOperatorThatForgotEverythingIsSentTheTotal() {
        try (var server = TargetServer.saying(TargetServer.OK)) {
            var operator =
                    new Operator(Plans.against(server.port()).open(200, 2500).plan());
            var totals = new AtomicInteger();
            Uplink forgetful = report -> {
                if (report.state() == RunnerReport.State.RUNNING && report.total() != null) {
                    assertThat(report.total().first()).isZero();
                    totals.incrementAndGet();
                }
                return operator.push(report)
                        .thenApply(said -> new Answer(
                                said.sequence(),
                                said.received(),
                                true,
                                said.operatorTimeMicros(),
                                said.command(),
                                said.nextMillis()));
            };
            operator.launch(forgetful, 1).total();
            assertThat(totals).hasPositiveValue();
        }
    }

    @Test
    void aBacklogThatIsTooLargeIsGivenUpForTheTotal() {
        try (var server = TargetServer.saying(TargetServer.OK)) {
            var operator =
                    new Operator(Plans.against(server.port()).open(200, 4500).plan());
            var refused = new AtomicInteger();
            Uplink away = report -> {
                int seconds = report.intervals().size();
                if (seconds == 0 || refused.get() > 0 && seconds < 3) {
                    return operator.push(report);
                }
                boolean tooLarge = seconds > 2 && refused.incrementAndGet() > 0;
                return CompletableFuture.failedFuture(
                        tooLarge ? new TooLargeException("too many seconds") : new IOException("away"));
            };
            var total = operator.launch(away, 1).total();
            assertThat(total.requestCounts()).isEqualTo(new Counts(900, 900, 0, 0, 0));
            assertThat(refused).hasPositiveValue();
        }
    }

    @Test
    void aRunnerThatIsNotWantedStopsItsLoadAndEnds() {
        try (var server = TargetServer.saying(TargetServer.OK)) {
            var operator =
                    new Operator(Plans.against(server.port()).open(200, 60_000).plan());
            Uplink replaced = report -> report.intervals().isEmpty()
                    ? operator.push(report)
                    : CompletableFuture.failedFuture(new NotWantedException("another boot has this place"));
            operator.launch(replaced, 1);
            assertThat(Operator.await(operator.runner(0).finished())).isEqualTo(Outcome.NOT_WANTED);
            assertThat(server.requests()).isLessThan(200 * 30);
        }
    }

    @Test
    void aFinalReportThatNobodyTakesIsOfferedForAWhile() {
        try (var server = TargetServer.saying(TargetServer.OK)) {
            var plan = Plans.against(server.port()).open(200, 300).plan();
            var operator = new Operator(plan);
            Uplink lastMile = report -> report.state() == RunnerReport.State.DONE
                    ? CompletableFuture.failedFuture(new IOException("no route"))
                    : operator.push(report);
            var runner = Runner.start(plan, 0, lastMile, new RunnerSettings(Map.of(), 1, 0, 700));
            assertThat(Operator.await(runner.finished())).isEqualTo(Outcome.UNHEARD);
        }
    }

    private static Uplink losing(Uplink way) {
        var pushes = new AtomicInteger();
        return report -> pushes.incrementAndGet() % 3 == 0 ? way.push(report) : lost();
    }

    private static Uplink deaf(Uplink way) {
        var pushes = new AtomicInteger();
        return report -> {
            var answer = way.push(report);
            return pushes.incrementAndGet() % 3 == 0 ? answer : lost();
        };
    }

    private static Uplink doubling(Uplink way) {
        return report -> way.push(report).thenCompose(answer -> way.push(report));
    }

    private static Uplink slow(Uplink way) {
        var later = CompletableFuture.delayedExecutor(1500, TimeUnit.MILLISECONDS);
        return report -> report.state() == RunnerReport.State.ARMED
                ? way.push(report)
                : CompletableFuture.supplyAsync(() -> way.push(report), later).thenCompose(answer -> answer);
    }

    private static Uplink throwing(Uplink way) {
        var pushes = new AtomicInteger();
        return report -> {
            if (pushes.incrementAndGet() % 3 != 0) {
                throw new IllegalStateException("the client is broken");
            }
            return way.push(report);
        };
    }

    /** An operator whose clock is ahead: a start by the runner's own would come a minute late. */
    private static Uplink aMinuteAhead(Uplink way) {
        return report -> way.push(report)
                .thenApply(said -> new Answer(
                        said.sequence(),
                        said.received(),
                        said.resend(),
                        said.operatorTimeMicros() + MINUTE_MICROS,
                        said.command() instanceof Answer.Start(long atMicros, var variables)
                                ? new Answer.Start(atMicros + MINUTE_MICROS, variables)
                                : said.command(),
                        said.nextMillis()));
    }

    private static CompletionStage<Answer> lost() {
        return CompletableFuture.failedFuture(new IOException("lost"));
    }
}
