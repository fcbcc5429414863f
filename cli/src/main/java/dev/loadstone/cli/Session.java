package dev.loadstone.cli;

import dev.loadstone.cli.console.Headline;
import dev.loadstone.cli.console.ProgressLine;
import dev.loadstone.cli.console.Screen;
import dev.loadstone.cli.console.Summary;
import dev.loadstone.cli.local.LocalPlan;
import dev.loadstone.cli.local.LocalResult;
import dev.loadstone.cli.local.LocalRun;
import dev.loadstone.cli.local.Preflight;
import dev.loadstone.cli.manifest.Manifest;
import dev.loadstone.operator.plan.PlanResult;
import dev.loadstone.operator.plan.Problem;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.runner.Runner;
import dev.loadstone.runner.RunnerSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run as a person sees it: headline, progress, summary, report file, exit code. */
final class Session {
    private static final String ONE_RUNNER = " · one runner, as runners.auto is for clusters";

    private final Clock clock;
    private final Screen screen;
    private final PrintWriter err;
    private final RunOptions options;

    Session(Clock clock, Screen screen, PrintWriter err, RunOptions options) {
        this.clock = clock;
        this.screen = screen;
        this.err = err;
        this.options = options;
    }

    /**
     * The exit code.
     *
     * @param files what a cluster would mount, each as {@code NAME=PATH}
     */
    int run(Path file, Manifest manifest, List<String> files, Interruption interruption)
            throws IOException, InterruptedException {
        Manifest seeded = options.seed() == null ? manifest : manifest.withSeed(options.seed());
        return switch (LocalPlan.of(seeded, files, clock.millis())) {
            case PlanResult.Refused(List<Problem> problems) -> {
                Problems.print(err, file, problems);
                yield ExitCode.USAGE.code();
            }
            case PlanResult.Planned(RunPlan plan, var _) -> {
                screen.line(Headline.of(plan) + (manifest.spec().runners().auto() == null ? "" : ONE_RUNNER));
                if (manifest.spec().suspend()) {
                    screen.line("suspend: true keeps it from starting in a cluster; here you have asked for it");
                }
                yield run(plan, LocalPlan.environment(manifest), interruption);
            }
        };
    }

    private int run(RunPlan plan, Map<String, String> environment, Interruption interruption)
            throws IOException, InterruptedException {
        var file = ReportFile.in(options.out());
        Optional<String> complaint = Preflight.complaint(plan);
        if (complaint.isPresent()) {
            err.println("loadstone: " + complaint.get());
            return ExitCode.ERROR.code();
        }
        var run = new LocalRun(plan, clock);
        interruption.ending(
                () -> run.stop("Stopped by hand before its end; the figures are of the time until then."),
                plan.teardown() == null ? 0 : LocalRun.HASTY_SECONDS);
        Runner.start(plan, 0, run::receive, RunnerSettings.standard(options.environment(environment)));
        LocalResult result = run.await(new ProgressLine(plan, screen));
        screen.clear();
        new Summary(screen).print(result, file.path());
        file.write(result);
        return interruption.finished(ExitCode.of(result.verdict().outcome()).code());
    }
}
