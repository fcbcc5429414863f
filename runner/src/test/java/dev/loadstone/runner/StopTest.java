package dev.loadstone.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.AddressRules;
import dev.loadstone.protocol.Cidr;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.RunnerReport;
import dev.loadstone.protocol.ThinkStep;
import dev.loadstone.protocol.Variable;
import dev.loadstone.runner.report.Clocks;
import dev.loadstone.runner.report.Outcome;
import dev.loadstone.runner.scenario.Materials;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StopTest {
    @Test
    void aStopDrainsWithinTwoSecondsThoughTheTargetHangs() {
        try (var server = TargetServer.saying("")) {
            var operator = Operator.run(Plans.against(server.port())
                    .requestTimeout(60_000)
                    .gracefulStop(60_000)
                    .open(100, 60_000));
            Operator.await(operator.running());
            long before = Clocks.system().nanos();
            operator.stop();
            Interval total = operator.total();
            assertThat((Clocks.system().nanos() - before) / 1_000_000).isLessThan(5_000);
            assertThat(total.requestCounts().balanced())
                    .as("%s", total.requestCounts())
                    .isTrue();
            assertThat(total.requestCounts().incomplete()).isPositive();
        }
    }

    @Test
    void aStopBeforeTheStartEndsWithAnEmptyReport() {
        try (var server = TargetServer.saying(TargetServer.OK)) {
            var operator =
                    new Operator(Plans.against(server.port()).open(100, 60_000).plan());
            operator.stop();
            assertThat(operator.launch().total().requests()).isEmpty();
            assertThat(server.requests()).isZero();
        }
    }

    @Test
    void aRunnerThatIsDrainedByItselfKeepsWhatItMeasured() {
        try (var server = TargetServer.saying(TargetServer.OK)) {
            var operator = Operator.run(Plans.against(server.port()).open(100, 60_000));
            Operator.await(operator.running());
            operator.runner(0).drain(10_000);
            assertThat(operator.total().requestCounts().balanced()).isTrue();
            assertThat(operator.latest(0).state()).isEqualTo(RunnerReport.State.DONE);
        }
    }

    @Test
    void aTargetWhereLoadMayNotGoBreaksTheRunBeforeItBegins() {
        try (var server = TargetServer.saying(TargetServer.OK)) {
            var loopback = new AddressRules.Refused(Cidr.parse("127.0.0.0/8"), 0, "is the runner's own loopback");
            RunPlan fenced = Plans.against(server.port())
                    .open(100, 60_000)
                    .plan()
                    .within(new AddressRules(List.of(loopback), List.of(), List.of()));
            var operator = new Operator(fenced);
            var runner = Runner.start(fenced, 0, operator, new RunnerSettings(Map.of(), 1, 0, 1000));
            assertThat(Operator.await(runner.finished())).isEqualTo(Outcome.BROKEN);
            assertThat(operator.latest(0).message())
                    .isEqualTo("127.0.0.1 is the runner's own loopback; Loadstone does not send load there");
            assertThat(server.requests()).isZero();
        }
    }

    @Test
    void setupAndTeardownHoldToTheSameAddresses() {
        var loopback = new AddressRules.Refused(Cidr.parse("127.0.0.0/8"), 0, "is the runner's own loopback");
        var rules = new AddressRules(List.of(loopback), List.of(), List.of());
        RunPlan plan = Plans.against(8080).open(1, 1000).plan().within(rules);
        Work work = Work.of(plan, new Materials(Map.of(), new PlanFiles(plan.files())));
        assertThat(work.during(plan.phases().getFirst()).plan().addresses()).isEqualTo(rules);
    }

    @Test
    void usersWhoThinkBeyondTheEndAreNotWaitedFor() {
        try (var server = TargetServer.saying(TargetServer.OK)) {
            var plans = Plans.against(server.port())
                    .steps(Plans.get("/a"), new ThinkStep(60_000, 60_000), Plans.get("/b"))
                    .gracefulStop(30_000)
                    .closed(5, 500);
            var total = Operator.run(plans).total();
            assertThat(total.requestCounts().completed()).isEqualTo(5);
            assertThat(total.iterations().getFirst().counts().incomplete()).isEqualTo(5);
        }
    }

    @Test
    void anIterationThatBeganInTimeIsFinished() {
        try (var server = TargetServer.saying(TargetServer.OK)) {
            var plans = Plans.against(server.port())
                    .steps(Plans.get("/a"), new ThinkStep(700, 700), Plans.get("/b"), new ThinkStep(60_000, 60_000))
                    .gracefulStop(30_000)
                    .open(20, 500);
            var total = Operator.run(plans).total();
            assertThat(total.requestCounts().completed()).isEqualTo(20);
            assertThat(total.iterations().getFirst().counts().completed()).isEqualTo(10);
        }
    }

    @Test
    void aPlanThatCannotBeDoneIsReported() {
        RunPlan plan = Plans.against(1).open(1, 1000).plan();
        var secretive = new RunPlan(
                plan.version(),
                plan.run(),
                plan.namespace(),
                plan.name(),
                plan.seed(),
                plan.runners(),
                plan.target(),
                List.of(new Variable("token", new Variable.Environment("LOADSTONE_VAR_TOKEN"))),
                plan.scenarios(),
                plan.phases(),
                plan.thresholds(),
                plan.gracefulStopMillis());
        var operator = new Operator(secretive);
        var runner = Runner.start(secretive, 0, operator, new RunnerSettings(Map.of(), 1, 0, 1000));
        assertThat(Operator.await(runner.finished())).isEqualTo(Outcome.BROKEN);
        assertThat(operator.latest(0).state()).isEqualTo(RunnerReport.State.BROKEN);
        assertThat(operator.latest(0).message()).contains("LOADSTONE_VAR_TOKEN");
    }
}
