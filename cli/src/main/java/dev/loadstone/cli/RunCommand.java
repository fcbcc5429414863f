package dev.loadstone.cli;

import dev.loadstone.cli.console.Screen;
import dev.loadstone.cli.manifest.ManifestFile;
import dev.loadstone.cli.manifest.ManifestFile.Reading;
import dev.loadstone.cli.manifest.Overrides;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
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
            "Runs the LoadTest in FILE here: the plan, engine and verdict of the cluster.",
            "",
            "Prints the summary and writes loadstone-report.json. Ctrl-C stops the load",
            "within two seconds and shows what was measured.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./loadstone run examples/smoke.yaml --target http://127.0.0.1:8080",
            "  ./loadstone run test.yaml --set token=$TOKEN --out build/load",
            "",
            "A target that is a Service, or a value from a Secret, is found in a cluster only:",
            "give --target and --set. The number of runners plays no part here.",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {Main.CODE_0, Main.CODE_1, Main.CODE_2, Main.CODE_3, Main.CODE_4, Main.CODE_5})
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
            converter = Setting.Converter.class,
            description = "Give a variable of the manifest another value; may be repeated.")
    private List<Setting> settings = List.of();

    @Mixin
    private RunOptions options = new RunOptions();

    RunCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        var variables = new LinkedHashMap<String, String>();
        settings.forEach(setting -> variables.put(setting.name(), setting.value()));
        Reading reading = ManifestFile.read(file, new Overrides(target, Map.of(), variables));
        if (!reading.problems().isEmpty()) {
            Problems.print(command.commandLine().getErr(), file, reading.problems());
            return ExitCode.USAGE.code();
        }
        if (reading.manifests().size() > 1) {
            throw new ParameterException(command.commandLine(), file + " holds several LoadTests; run one at a time");
        }
        var screen = Screen.of(command.commandLine().getOut(), options.noColor());
        var session = new Session(clock, screen, command.commandLine().getErr(), options);
        try (var interruption = new Interruption()) {
            return session.run(file, reading.manifests().getFirst(), interruption);
        }
    }
}
