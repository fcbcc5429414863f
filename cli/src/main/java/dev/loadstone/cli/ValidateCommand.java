package dev.loadstone.cli;

import dev.loadstone.cli.manifest.ManifestFile;
import dev.loadstone.cli.manifest.ManifestFile.Reading;
import dev.loadstone.cli.manifest.Overrides;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what is wrong with manifests, with the field's path and what would be right. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = {
            "Says what is wrong with manifests, as the API server and the operator would.",
            "",
            "Each complaint names the field, and what would be right. Files may hold",
            "several documents; those that are no LoadTests are left alone.",
            ""
        },
        footer = {"", "Exits with 0 where all are sound, else with 2."})
final class ValidateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files of YAML or JSON; each may hold several documents.")
    private List<Path> files = List.of();

    @Override
    public Integer call() {
        boolean sound = true;
        for (Path file : files) {
            Reading reading = ManifestFile.read(file, Overrides.NONE);
            if (reading.problems().isEmpty()) {
                reading.manifests().forEach(manifest -> command.commandLine()
                        .getOut()
                        .println(file + ": LoadTest " + manifest.name() + " is valid"));
            } else {
                sound = false;
                Problems.print(command.commandLine().getErr(), file, reading.problems());
            }
        }
        return sound ? ExitCode.PASSED.code() : ExitCode.USAGE.code();
    }
}
