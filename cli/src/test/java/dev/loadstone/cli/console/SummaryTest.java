package dev.loadstone.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.loadstone.cli.local.LocalResult;
import dev.loadstone.operator.report.Report;
import dev.loadstone.operator.verdict.Judge;
import dev.loadstone.operator.verdict.Reason;
import dev.loadstone.operator.verdict.RunEnd;
import dev.loadstone.protocol.RunPlan;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each kind of end against a text in the folder. {@code -Dgolden.update=true} writes them anew. */
class SummaryTest {
    private static final Path FOLDER = Path.of("src/test/resources/summaries");
    private static final RunEnd COMPLETED = new RunEnd.Completed();

    private final RunPlan plan = Reports.plan();
    private final Report sound = Reports.report(plan, Reports.SOUND);

    private final Report missed = Reports.report(only("p95", "errors of order", "rate"), Reports.SOUND);

    private RunPlan only(String... thresholds) {
        return new RunPlan(
                plan.version(),
                plan.run(),
                plan.namespace(),
                plan.name(),
                plan.seed(),
                plan.runners(),
                plan.target(),
                plan.variables(),
                plan.scenarios(),
                plan.phases(),
                plan.thresholds().stream()
                        .filter(each -> List.of(thresholds).contains(each.name()))
                        .toList(),
                plan.gracefulStopMillis());
    }

    @TestFactory
    Stream<DynamicTest> everyVerdict() {
        return Stream.of(
                text("failed", missed, COMPLETED),
                text("passed", Reports.report(only("p95", "rate"), Reports.SOUND), COMPLETED),
                text("passed-without-thresholds", Reports.report(only(), Reports.SOUND), COMPLETED),
                text("too-few-samples", Reports.report(only("p95", "p99 of login"), Reports.SOUND), COMPLETED),
                text("rich", Reports.rich(), COMPLETED),
                text(
                        "setup-failed",
                        Reports.nothing(plan),
                        new RunEnd.SetupFailed("request \"open\" failed: status 500")),
                text("strained", Reports.report(plan, Reports.STRAINED), COMPLETED),
                text("stopped", sound, new RunEnd.Stopped(Reason.STOPPED, "Stopped by hand.")),
                text("broken", Reports.nothing(plan), new RunEnd.Broken(Reason.RUNNER_BROKEN, "It can't be done.")));
    }

    private static DynamicTest text(String name, Report report, RunEnd end) {
        return dynamicTest(name, () -> {
            String text = summary(report, end, false);
            Path golden = FOLDER.resolve(name + ".txt");
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(FOLDER);
                Files.writeString(golden, text);
            }
            assertThat(text).isEqualTo(Files.readString(golden));
        });
    }

    private static String summary(Report report, RunEnd end, boolean live) {
        var out = new StringWriter();
        new Summary(new Screen(new PrintWriter(out), live, 100))
                .print(new LocalResult(report, Judge.judge(report, end)), Path.of("loadstone-report.json"));
        return out.toString();
    }

    @Test
    void theVerdictHasItsColourOnATerminal() {
        assertThat(summary(missed, COMPLETED, true)).contains("\u001b[31m✗ Failed\u001b[0m");
        assertThat(summary(sound, new RunEnd.Stopped(Reason.STOPPED, "Stopped."), true))
                .contains("\u001b[33m✗ Aborted\u001b[0m");
        assertThat(summary(Reports.report(only(), Reports.SOUND), COMPLETED, true))
                .contains("\u001b[32m✓ Passed\u001b[0m");
    }
}
