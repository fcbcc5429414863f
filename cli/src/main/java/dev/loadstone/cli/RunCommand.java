package dev.loadstone.cli;

import dev.loadstone.cli.console.Screen;
import dev.loadstone.cli.manifest.ManifestFile;
import dev.loadstone.cli.manifest.ManifestFile.Reading;
import dev.loadstone.cli.manifest.Overrides;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
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
            "within two seconds and shows what was measured; a teardown gets ten more.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./loadstone run examples/smoke.yaml --target http://127.0.0.1:8080",
            "  ./loadstone run test.yaml --set token=$TOKEN --out build/load",
            "  ./loadstone run test.yaml --target auth=http://127.0.0.1:8081",
            "  ./loadstone run test.yaml --file feeders/users.csv=./users.csv",
            "",
            "What is found in a cluster only has to be given: a Service with --target, a value of",
            "a Secret or ConfigMap with --set, a file with --file. What stands beside the LoadTest",
            "in FILE, as a ConfigMap or Secret of that name, is taken from there. All the load is",
            "made by one process: the number of runners plays no part here.",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {Main.CODE_0, Main.CODE_1, Main.CODE_2, Main.CODE_3, Main.CODE_4, Main.CODE_5})
final class RunCommand implements Callable<Integer> {
    private final Clock clock;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "A file with one LoadTest, YAML or JSON.")
    private Path file = Path.of("");

    @Option(
            names = "--target",
            paramLabel = "[NAME=]URL",
            converter = TargetOption.Converter.class,
            description = "Go there, whatever the manifest says; with NAME, for the target of this name; may be"
                    + " repeated.")
    private List<TargetOption> targets = List.of();

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            converter = Setting.Converter.class,
            description = "Give a variable of the manifest another value; may be repeated.")
    private List<Setting> settings = List.of();

    @Option(
            names = "--file",
            paramLabel = "NAME=PATH",
            converter = FileOption.Converter.class,
            description = "Take a file from here that a cluster would mount; NAME is that of the ConfigMap,"
                    + " Secret or claim, a slash, and the key or path in it; may be repeated.")
    private List<FileOption> files = List.of();

    @Mixin
    private RunOptions options = new RunOptions();

    RunCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        Reading reading = ManifestFile.read(file, overrides());
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
            List<String> given = files.stream().map(FileOption::text).toList();
            return session.run(file, reading.manifests().getFirst(), given, interruption);
        }
    }

    private Overrides overrides() {
        var named = new LinkedHashMap<String, String>();
        targets.forEach(target -> named.put(target.name(), target.url()));
        String main = named.remove("");
        var variables = new LinkedHashMap<String, String>();
        settings.forEach(setting -> variables.put(setting.name(), setting.value()));
        return new Overrides(main, named, variables);
    }
}
