package dev.loadstone.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Clock;

/** What a command said, and its exit code. */
record CommandOutput(int code, String out, String err) {
    /** Runs it in this JVM, as the command line would. */
    static CommandOutput of(String... arguments) {
        var out = new StringWriter();
        return of(out, arguments);
    }

    /** The same with an eye on what it prints while it runs. */
    static CommandOutput of(Writer out, String... arguments) {
        var err = new StringWriter();
        int code = Main.commandLine(Clock.systemUTC())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new CommandOutput(code, out.toString(), err.toString());
    }
}
