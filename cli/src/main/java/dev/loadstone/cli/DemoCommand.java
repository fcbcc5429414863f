package dev.loadstone.cli;

import dev.loadstone.cli.console.Screen;
import dev.loadstone.cli.manifest.ManifestFile;
import dev.loadstone.cli.manifest.ManifestFile.Reading;
import dev.loadstone.cli.manifest.Overrides;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the whole thing on one machine: a shop, a test of it, a verdict. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Starts the bundled shop on loopback and runs examples/quickstart.yaml against it, for about 15 seconds.",
            ""
        })
final class DemoCommand implements Callable<Integer> {
    private final Clock clock;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Mixin
    private RunOptions options = new RunOptions();

    DemoCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        Path manifest = Path.of(System.getProperty("loadstone.home", ""), "examples", "quickstart.yaml");
        if (!Files.exists(manifest)) {
            command.commandLine().getErr().println("loadstone: " + manifest + " is missing");
            return ExitCode.ERROR.code();
        }
        var screen = Screen.of(command.commandLine().getOut(), options.noColor());
        try (var shop = DemoShop.start()) {
            screen.line("shop at " + shop.url() + " · " + manifest);
            Reading reading = ManifestFile.read(manifest, new Overrides(shop.url(), Map.of()));
            if (!reading.problems().isEmpty()) {
                Problems.print(command.commandLine().getErr(), manifest, reading.problems());
                return ExitCode.USAGE.code();
            }
            return new Session(clock, screen, command.commandLine().getErr(), options)
                    .run(manifest, reading.manifests().getFirst());
        }
    }
}
