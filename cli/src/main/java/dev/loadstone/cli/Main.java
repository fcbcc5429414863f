package dev.loadstone.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code loadstone}. */
@Command(
        name = "loadstone",
        version = "loadstone 0.1.0",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Runs load tests written as Kubernetes manifests (kind LoadTest), no cluster needed.",
            "",
            "  ./loadstone demo                     first time here? 15 seconds that show it all",
            "  ./loadstone run FILE --target URL    your own service",
            "  ./loadstone validate FILE            what is wrong with a manifest",
            "  ./loadstone shop                     a small shop, for the examples to aim at",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {Main.CODE_0, Main.CODE_1, Main.CODE_2, Main.CODE_3, Main.CODE_4, Main.CODE_5},
        subcommands = {
            RunCommand.class,
            DemoCommand.class,
            ValidateCommand.class,
            ShopCommand.class,
            TrainCommand.class,
            HelpCommand.class
        })
public final class Main {
    static final String CODE_0 = "0:Passed: every threshold held";
    static final String CODE_1 = "1:Failed: a threshold was missed";
    static final String CODE_2 = "2:Bad usage, or a manifest with errors";
    static final String CODE_3 = "3:Inconclusive: the data does not allow to say";
    static final String CODE_4 = "4:Aborted: stopped before its end (Ctrl-C)";
    static final String CODE_5 = "5:Error: the test could not be run";

    private static final int HELP_COLUMNS = 90;

    private Main() {}

    public static void main(String[] arguments) {
        uncheck("io.netty.leakDetection.level", "disabled");
        uncheck("io.netty.buffer.checkBounds", "false");
        uncheck("io.netty.buffer.checkAccessible", "false");
        System.exit(commandLine(Clock.systemUTC()).execute(arguments));
    }

    /** As in a runner's pod: these checks of Netty's users cost more than the work they check. */
    private static void uncheck(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    static CommandLine commandLine(Clock clock) {
        var commandLine = new CommandLine(new Main(), new CommandFactory(clock));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        // The last one wins, so that an alias or a script can give its own defaults first.
        commandLine.setOverwrittenOptionsAllowed(true);
        commandLine.setUsageHelpWidth(HELP_COLUMNS);
        commandLine.setParameterExceptionHandler((mistake, arguments) -> misused(mistake, arguments.length == 0));
        commandLine.setExecutionExceptionHandler((failure, command, parse) -> {
            PrintWriter err = command.getErr();
            err.println("loadstone: " + (failure.getMessage() == null ? failure.toString() : failure.getMessage()));
            if (System.getenv("LOADSTONE_DEBUG") != null) {
                failure.printStackTrace(err);
            } else if (!(failure instanceof IOException)) {
                err.println("  (LOADSTONE_DEBUG=1 shows where)");
            }
            return ExitCode.ERROR.code();
        });
        return commandLine;
    }

    /** What is wrong comes last, where it is seen, and the whole help only to those who said nothing at all. */
    private static int misused(ParameterException mistake, boolean nothingSaid) {
        CommandLine command = mistake.getCommandLine();
        PrintWriter err = command.getErr();
        if (nothingSaid) {
            command.usage(err);
            return ExitCode.USAGE.code();
        }
        CommandLine.Help help = command.getHelp();
        err.println("loadstone: " + mistake.getMessage());
        UnmatchedArgumentException.printSuggestions(mistake, err);
        err.print(help.synopsisHeading() + help.synopsis(help.synopsisHeadingLength()));
        err.println("More: ./" + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE.code();
    }
}
