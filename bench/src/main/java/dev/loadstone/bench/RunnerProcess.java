package dev.loadstone.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The runner as a process of its own, told by its environment what a pod would tell it; what it says goes to standard error. */
record RunnerProcess(Process process) implements AutoCloseable {
    private static final String RESIDENT = "VmRSS:";
    private static final long PATIENCE_SECONDS = 10;

    static RunnerProcess start(List<String> command, Path plan, URI operator) throws IOException {
        var builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment()
                .putAll(Map.of(
                        "LOADSTONE_PLAN", plan.toString(),
                        "LOADSTONE_OPERATOR_URL", operator.toString(),
                        "LOADSTONE_TERMINATION_LOG", "/dev/null",
                        "MALLOC_ARENA_MAX", "1"));
        return new RunnerProcess(builder.start());
    }

    long residentKib() throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                .filter(line -> line.startsWith(RESIDENT))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    /** What its JVM says of its threads. */
    List<String> threadDump() throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var dump = new ProcessBuilder(jcmd, String.valueOf(process.pid()), "Thread.print", "-e")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return dump.inputReader().lines().toList();
    }

    /** Gives it the time to end by itself, which it needs to write a profile. */
    void awaitEnd() throws InterruptedException {
        process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
