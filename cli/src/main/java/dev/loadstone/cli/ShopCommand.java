package dev.loadstone.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Keeps the bundled shop open until it is interrupted, for tests to aim at. */
@Command(
        name = "shop",
        mixinStandardHelpOptions = true,
        description = {
            "Opens the bundled shop on 127.0.0.1, for the examples to aim at, until Ctrl-C.",
            "",
            "In another terminal:",
            "  ./loadstone run examples/smoke.yaml --target http://127.0.0.1:8080",
            ""
        },
        footer = {"", "What it serves, and how it misbehaves: examples/README.md"})
final class ShopCommand implements Callable<Integer> {
    private static final int LAST_PORT = 65_535;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--port",
            paramLabel = "NUMBER",
            defaultValue = "8080",
            description = "Where it listens (default: 8080); 0 for any free port.")
    private int port;

    @Override
    public Integer call() throws IOException {
        if (port < 0 || port > LAST_PORT) {
            throw new ParameterException(command.commandLine(), port + " is no port; write 0 to " + LAST_PORT);
        }
        PrintWriter out = command.commandLine().getOut();
        try (var interruption = new Interruption();
                var shop = DemoShop.launch(port)) {
            interruption.last(shop::close);
            out.println("shop at " + url(shop) + " · Ctrl-C closes it");
            out.flush();
            interruption.finished(ExitCode.PASSED.code());
            shop.awaitEnd();
            command.commandLine().getErr().println("loadstone: the shop ended by itself");
            return ExitCode.ERROR.code();
        }
    }

    private String url(DemoShop shop) throws IOException {
        try {
            return shop.url();
        } catch (IOException e) {
            throw new IOException(e.getMessage() + "; is port " + port + " in use? --port 0 takes any free one", e);
        }
    }
}
