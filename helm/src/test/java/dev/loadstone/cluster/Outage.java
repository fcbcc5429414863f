package dev.loadstone.cluster;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A server of the cluster that was killed as by a power cut. It is started again, in the very words that it was started with, when
 * this is closed.
 *
 * @param pid file with the process id
 */
record Outage(Path pid, List<String> command, Map<String, String> environment, File log) implements AutoCloseable {
    static Outage of(Path pid) {
        try {
            long number = Long.parseLong(Files.readString(pid).strip());
            Path process = Path.of("/proc", Long.toString(number));
            // A session of its own, so that it outlives the suite.
            var command = new ArrayList<>(List.of("setsid", Files.readSymbolicLink(process.resolve("exe")).toString()));
            command.addAll(words(process.resolve("cmdline")).subList(1, words(process.resolve("cmdline")).size()));
            Map<String, String> environment = words(process.resolve("environ")).stream()
                    .map(each -> each.split("=", 2))
                    .collect(Collectors.toMap(each -> each[0], each -> each[1]));
            File log = Files.readSymbolicLink(process.resolve("fd/1")).toFile();
            var outage = new Outage(pid, command, environment, log);
            Shell.run("kill -KILL " + number);
            return outage;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> words(Path file) throws IOException {
        return Arrays.stream(Files.readString(file).split("\0"))
                .filter(each -> !each.isEmpty())
                .toList();
    }

    @Override
    public void close() {
        var builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            Files.writeString(pid, builder.start().pid() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
