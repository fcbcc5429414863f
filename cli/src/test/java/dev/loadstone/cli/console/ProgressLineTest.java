package dev.loadstone.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.cli.local.Moment;
import dev.loadstone.operator.report.Report;
import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.RunPlan;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final StringWriter out = new StringWriter();
    private final RunPlan plan = Reports.plan();
    private final Report report = Reports.report(plan, Reports.SOUND);

    private List<String> lines(boolean live, Report report, long... millis) {
        var line = new ProgressLine(plan, new Screen(new PrintWriter(out, true), live, 200));
        LongStream.of(millis).forEach(each -> line.accept(new Moment(report, Moment.Stage.RUNNING, each)));
        return List.of(out.toString().split(live ? "\r\u001b\\[2K" : "\n"));
    }

    @Test
    void plainLinesComeEveryTenSeconds() {
        assertThat(lines(false, report, -1, 0, 200, 5000, 9999, 10_000, 10_200, 30_000))
                .containsExactly(
                        "warm-up  0 %   1 user   generator ok",
                        "finishing  100 %   1 user   138/s   p95 95 ms   errors 0.27 %   generator ok",
                        "finishing  100 %   1 user   138/s   p95 95 ms   errors 0.27 %   generator ok");
    }

    @Test
    void theLineThatMovesHasABarAndComesAtOnce() {
        assertThat(lines(true, report, -1, 0, 5000, 10_000))
                .containsExactly(
                        "",
                        "warming up the generator",
                        "warm-up  ╸─────────────────────── 0 %   1 user   generator ok",
                        "steady  ━━━━━━━━━━━━╸─────────── 50 %   1 user   138/s   p95 95 ms   errors 0.27 %   generator ok",
                        "finishing  ━━━━━━━━━━━━━━━━━━━━━━━━ 100 %   1 user   138/s   p95 95 ms   errors 0.27 %   generator ok");
    }

    @Test
    void aStrainedGeneratorIsToldAtOnce() {
        assertThat(lines(false, Reports.report(plan, Reports.STRAINED), 3000))
                .singleElement()
                .asString()
                .endsWith("generator strained");
    }

    @Test
    void beforeTheFirstReport() {
        assertThat(lines(false, Reports.nothing(plan), 3000)).containsExactly("steady  30 %   0 users   generator ok");
    }

    @Test
    void phasesAtOnceAreNamedTogetherAndPausesByTheirName() {
        var overlapping = Reports.plan(
                Reports.phase("base", 0, 4000, false, new LoadShape.Closed(1, 1)),
                Reports.phase("cold", 1000, 1000, true, new LoadShape.Closed(1, 1)),
                Reports.phase("peak", 3000, 2000, false, Reports.open(1, 1, 1000)),
                Reports.phase("late", 8000, 2000, false, Reports.open(1, 1, 1000)));
        var line = new ProgressLine(overlapping, new Screen(new PrintWriter(out, true), true, 200));
        LongStream.of(0, 1500, 3500, 4500, 6000, 9000, 11_000)
                .forEach(each -> line.accept(new Moment(Reports.nothing(overlapping), Moment.Stage.RUNNING, each)));
        assertThat(out.toString().split("\r\u001b\\[2K"))
                .extracting(text -> text.split("  ")[0])
                .containsExactly("", "base", "base + cold", "base + peak", "peak", "pause", "late", "finishing");
    }

    @Test
    void setupAndTeardownAreToldOnceEach() {
        var line = new ProgressLine(plan, new Screen(new PrintWriter(out, true), false, 200));
        Stream.of(Moment.Stage.ARMING, Moment.Stage.SETTING_UP, Moment.Stage.SETTING_UP)
                .forEach(stage -> line.accept(new Moment(report, stage, -1)));
        line.accept(new Moment(report, Moment.Stage.RUNNING, 0));
        Stream.of(Moment.Stage.TEARING_DOWN, Moment.Stage.TEARING_DOWN)
                .forEach(stage -> line.accept(new Moment(report, stage, 11_000)));
        assertThat(out.toString().lines())
                .containsExactly("setting up", "warm-up  0 %   1 user   generator ok", "tearing down");
    }
}
