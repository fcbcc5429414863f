package dev.loadstone.cli;

import java.io.PrintWriter;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command {@code loadstone}. */
@Command(
        name = "loadstone",
        version = "loadstone 0.1.0",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Runs load tests written as Kubernetes manifests (kind LoadTest) without a cluster.",
            "",
            "First time here?  ./loadstone demo",
            "Your own service: ./loadstone run examples/smoke.yaml --target http://127.0.0.1:8080",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Passed: every threshold held",
            "1:Failed: a threshold was missed",
            "2:Bad usage, or a manifest with errors",
            "3:Inconclusive: the data does not allow to say",
            "4:Aborted: stopped before its end (Ctrl-C)",
            "5:Error: the test could not be run"
        },
        subcommands = {RunCommand.class, DemoCommand.class, ValidateCommand.class, TrainCommand.class, HelpCommand.class
        })
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine(Clock.systemUTC()).execute(arguments));
    }

    static CommandLine commandLine(Clock clock) {
        var commandLine = new CommandLine(new Main(), new CommandFactory(clock));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionExceptionHandler((failure, command, parse) -> {
            PrintWriter err = command.getErr();
            err.println("loadstone: " + (failure.getMessage() == null ? failure.toString() : failure.getMessage()));
            if (System.getenv("LOADSTONE_DEBUG") == null) {
                err.println("  (LOADSTONE_DEBUG=1 shows where)");
            } else {
                failure.printStackTrace(err);
            }
            return ExitCode.ERROR.code();
        });
        return commandLine;
    }
}
