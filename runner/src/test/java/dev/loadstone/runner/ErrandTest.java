package dev.loadstone.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.Capture;
import dev.loadstone.protocol.Check;
import dev.loadstone.protocol.DataFile;
import dev.loadstone.protocol.Errand;
import dev.loadstone.protocol.Expectation;
import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.RunnerReport;
import dev.loadstone.protocol.SharedValue;
import dev.loadstone.protocol.Target;
import dev.loadstone.protocol.Template;
import dev.loadstone.protocol.ThinkStep;
import dev.loadstone.runner.report.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done once for the whole test, and what a plan needs before it starts. */
class ErrandTest {
    @TempDir
    Path folder;

    private static WholePlan prepared(int port, HttpStep prepare) {
        return WholePlan.against(port)
                .flow("prepare", prepare)
                .setup("prepare")
                .flow("tidy", WholePlan.get("/tidy/$(vars.token)"))
                .teardown("tidy")
                .scenario(WholePlan.get("/work/$(vars.token)"));
    }

    private static HttpStep prepare() {
        var capture = new Capture("token", new Capture.WholeBody(), new Capture.First(), null, true);
        return new HttpStep("make", "GET", Template.text("/make"), List.of(), null, List.of(), List.of(capture));
    }

    private static PathServer making(String token) {
        return new PathServer(
                (to, path) -> TargetServer.say(to, path.equals("/make") ? PathServer.ok(token) : TargetServer.OK));
    }

    @Test
    void whatTheSetupMadeReachesAllRunnersAndTheTeardownTidiesUp() {
        try (var server = making("t1")) {
            var operator = prepared(server.port(), prepare())
                    .runners(3)
                    .closed(0, 20_000, new LoadShape.Closed(6, 6, 30L, 0L))
                    .run(2);
            var total = operator.total();
            assertThat(server.byPath()).isEqualTo(Map.of("/make", 1L, "/work/t1", 30L, "/tidy/t1", 1L));
            assertThat(total.requests())
                    .singleElement()
                    .satisfies(series -> assertThat(series.counts().completed()).isEqualTo(30));
            assertThat(total.iterations()).hasSize(1);
            var setup = Objects.requireNonNull(operator.errand(Errand.Kind.SETUP));
            assertThat(setup.variables()).containsEntry("token", new SharedValue("t1", false));
            assertThat(Objects.requireNonNull(operator.errand(Errand.Kind.TEARDOWN)))
                    .isEqualTo(new Errand(
                            Errand.Kind.TEARDOWN,
                            Errand.State.DONE,
                            "",
                            Objects.requireNonNull(operator.errand(Errand.Kind.TEARDOWN))
                                    .variables()));
        }
    }

    @Test
    void aSetupThatFailsSaysWhichRequestAndWhy() {
        try (var server = TargetServer.saying("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n")) {
            var setup = failedSetup(prepared(server.port(), prepare()));
            assertThat(setup.message()).contains("\"make\"").contains("status 503");
        }
    }

    @Test
    void aSetupThatFailsByACheckNamesIt() {
        try (var server = making("t1")) {
            var check = new Check("has a number", true, new Expectation.BodyContains("17"));
            var step = new HttpStep("make", "GET", Template.text("/make"), List.of(), null, List.of(check), List.of());
            var plan = WholePlan.against(server.port())
                    .flow("prepare", step, WholePlan.get("/never"))
                    .setup("prepare")
                    .scenario(WholePlan.get("/work"));
            assertThat(failedSetup(plan).message())
                    .contains("\"make\"")
                    .contains("check")
                    .contains("has a number");
            assertThat(server.byPath()).isEqualTo(Map.of("/make", 1L));
        }
    }

    private static Errand failedSetup(WholePlan plan) {
        var operator = plan.open(0, 20_000, 10, 10, false).run();
        assertThat(operator.total().requests()).isEmpty();
        var setup = Objects.requireNonNull(operator.errand(Errand.Kind.SETUP));
        assertThat(setup.state()).isEqualTo(Errand.State.FAILED);
        return setup;
    }

    @Test
    void aStopEndsASetupThatWouldTakeLong() {
        try (var server = PathServer.saying("{}")) {
            var operator = WholePlan.against(server.port())
                    .flow("prepare", WholePlan.get("/make"), new ThinkStep(200_000, 200_000))
                    .setup("prepare")
                    .scenario(WholePlan.get("/work"))
                    .open(0, 20_000, 10, 10, false)
                    .run();
            Operator.await(operator.underway(Errand.Kind.SETUP));
            operator.stop();
            assertThat(operator.total().requests()).isEmpty();
            assertThat(Objects.requireNonNull(operator.errand(Errand.Kind.SETUP))
                            .message())
                    .contains("stopped");
            assertThat(server.requests("/work")).isZero();
        }
    }

    @Test
    void aFileThatIsMissingIsNamed() {
        RunPlan plan = WholePlan.against(1)
                .file(new DataFile(
                        "people",
                        new DataFile.Mounted(folder.resolve("people.csv").toString())))
                .scenario(WholePlan.get("/"))
                .open(0, 1000, 1, 1, false)
                .plan();
        var operator = new Operator(plan);
        var runner = Runner.start(plan, 0, operator, new RunnerSettings(Map.of(), 1, 0, 1000));
        assertThat(Operator.await(runner.finished())).isEqualTo(Outcome.BROKEN);
        assertThat(operator.latest(0).state()).isEqualTo(RunnerReport.State.BROKEN);
        assertThat(operator.latest(0).message()).contains("people").contains("people.csv");
    }

    @Test
    void aCertificateThatIsNoneIsNamed() {
        var target = new Target(
                "api",
                "https",
                "127.0.0.1",
                1,
                "",
                1000,
                1000,
                List.of(),
                Target.HttpVersion.AUTO,
                new Target.Tls("ca", null, null, null, false),
                null,
                null,
                List.of(),
                false,
                null,
                0);
        RunPlan plan = WholePlan.against(1)
                .file(new DataFile("ca", new DataFile.Inline("no certificate")))
                .target(target)
                .scenario(WholePlan.get("/"))
                .open(0, 1000, 1, 1, false)
                .plan();
        var operator = new Operator(plan);
        var runner = Runner.start(plan, 0, operator, new RunnerSettings(Map.of(), 1, 0, 1000));
        assertThat(Operator.await(runner.finished())).isEqualTo(Outcome.BROKEN);
        assertThat(operator.latest(0).message()).startsWith("TLS of target api: ");
    }
}
