package dev.loadstone.cli;

import dev.loadstone.cli.console.Screen;
import dev.loadstone.cli.manifest.ManifestFile;
import dev.loadstone.cli.manifest.ManifestFile.Reading;
import dev.loadstone.cli.manifest.Overrides;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a manifest in this process, against the user's own service. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the LoadTest in FILE here, without a cluster: the same plan, engine and verdict.",
            "",
            "Prints the summary and writes loadstone-report.json. Ctrl-C stops the load, and what was measured is shown.",
            "The exit code is the verdict's: 0 Passed, 1 Failed, 2 bad manifest, 3 Inconclusive, 4 Aborted, 5 Error.",
            ""
        })
final class RunCommand implements Callable<Integer> {
    private final Clock clock;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "A file with one LoadTest, YAML or JSON.")
    private Path file = Path.of("");

    @Option(names = "--target", paramLabel = "URL", description = "Go there, whatever the manifest says.")
    private @Nullable String target;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "Give a variable of the manifest another value; may be repeated.")
    private Map<String, String> variables = new LinkedHashMap<>();

    @Mixin
    private RunOptions options = new RunOptions();

    RunCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        Reading reading = ManifestFile.read(file, new Overrides(target, variables));
        if (!reading.problems().isEmpty()) {
            Problems.print(command.commandLine().getErr(), file, reading.problems());
            return ExitCode.USAGE.code();
        }
        if (reading.manifests().size() > 1) {
            throw new ParameterException(command.commandLine(), file + " holds several LoadTests; run one at a time");
        }
        var screen = Screen.of(command.commandLine().getOut(), options.noColor());
        return new Session(clock, screen, command.commandLine().getErr(), options)
                .run(file, reading.manifests().getFirst());
    }
}
