package dev.loadstone.cli;

import dev.loadstone.cli.console.Screen;
import dev.loadstone.cli.manifest.ManifestFile;
import dev.loadstone.cli.manifest.ManifestFile.Reading;
import dev.loadstone.cli.manifest.Overrides;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
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
            "Shows it all in 15 seconds: a shop on loopback, a test of it, a verdict.",
            "",
            "Starts the bundled shop on a free port of 127.0.0.1 and runs",
            "examples/quickstart.yaml against it. Nothing leaves this machine.",
            ""
        },
        footer = {"", "Next: read examples/quickstart.yaml, then see  ./loadstone run --help"})
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
        PrintWriter err = command.commandLine().getErr();
        var screen = Screen.of(command.commandLine().getOut(), options.noColor());
        try (var interruption = new Interruption();
                var shop = DemoShop.launch(0)) {
            interruption.last(shop::close);
            // Read while the shop starts, for two seconds are short.
            Reading reading = ManifestFile.read(manifest, Overrides.NONE);
            if (!reading.problems().isEmpty()) {
                Problems.print(err, manifest, reading.problems());
                return ExitCode.USAGE.code();
            }
            String url = shop.url();
            screen.line("shop at " + url + " · " + manifest);
            return new Session(clock, screen, err, options)
                    .run(manifest, reading.manifests().getFirst().against(url), List.of(), interruption);
        }
    }
}
