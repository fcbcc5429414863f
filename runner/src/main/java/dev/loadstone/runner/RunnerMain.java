package dev.loadstone.runner;

import dev.loadstone.runner.report.HttpUplink;
import dev.loadstone.runner.report.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The process of a runner's pod; with {@code --train} it does once what a runner does, for a JVM that records an AOT cache. */
public final class RunnerMain {
    /** Half of what a pod is given to end. */
    private static final long HURRIED_MILLIS = 15_000;

    /** Bytes of a termination message that the kubelet keeps. */
    private static final int MOST_KEPT = 4096;

    private RunnerMain() {}

    public static void main(String[] arguments) {
        uncheck("io.netty.leakDetection.level", "disabled");
        uncheck("io.netty.buffer.checkBounds", "false");
        uncheck("io.netty.buffer.checkAccessible", "false");
        if (arguments.length == 1 && arguments[0].equals("--train")) {
            Training.run();
            System.exit(0);
        }
        System.exit(run(System.getenv()));
    }

    /** Netty's checks of its users cost more than the work they check; the tests run with them. */
    private static void uncheck(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    static int run(Map<String, String> variables) {
        Path log = RunnerEnvironment.terminationLog(variables);
        try {
            var environment = RunnerEnvironment.of(variables);
            var plan = environment.readPlan();
            try (var uplink = new HttpUplink(environment.operator(), environment.token(), environment.authority())) {
                var runner = Runner.start(plan, environment.index(), uplink, RunnerSettings.standard(variables));
                var told = runner.finished().toCompletableFuture().thenApply(outcome -> {
                    tell(log, outcome, runner);
                    return outcome;
                });
                var hook = Thread.ofPlatform().unstarted(() -> terminated(runner, told));
                Runtime.getRuntime().addShutdownHook(hook);
                return told.join().exitCode();
            }
        } catch (IOException | IllegalArgumentException e) {
            tell(log, e.toString());
            return Outcome.BROKEN.exitCode();
        }
    }

    /** SIGTERM: the exit code stays 143, unless the operator has the result. */
    private static void terminated(Runner runner, CompletableFuture<Outcome> told) {
        if (told.isDone()) {
            return;
        }
        runner.drain(HURRIED_MILLIS);
        try {
            // What is told must be told before the JVM ends, so this is not the runner's own end.
            Outcome outcome = told.get(2 * HURRIED_MILLIS, TimeUnit.MILLISECONDS);
            if (outcome == Outcome.RELEASED) {
                Runtime.getRuntime().halt(0);
            }
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            System.err.println("the final report could not be delivered: " + e);
        }
    }

    private static void tell(Path log, Outcome outcome, Runner runner) {
        switch (outcome) {
            case RELEASED -> {}
            case BROKEN -> tell(log, runner.complaint());
            case NOT_WANTED -> tell(log, "the operator wants no report of this runner");
            case UNHEARD -> unheard(log, runner);
        }
    }

    /** The operator finds in the pod's status what it did not hear. */
    private static void unheard(Path log, Runner runner) {
        String words = "the final report was not taken: " + runner.summary();
        System.err.println(words);
        write(
                log,
                words
                        + runner.testament(MOST_KEPT - words.length() - 2)
                                .map(line -> "\n" + line)
                                .orElse(""));
    }

    private static void tell(Path log, String text) {
        System.err.println(text);
        write(log, text);
    }

    private static void write(Path log, String text) {
        try {
            Files.writeString(log, text + "\n");
        } catch (IOException e) {
            System.err.println("no termination message: " + e);
        }
    }
}
