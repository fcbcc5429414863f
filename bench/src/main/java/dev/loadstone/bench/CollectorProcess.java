package dev.loadstone.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@link CollectorHostMain} that runs on a core of its own, with the JVM flags of the operator's image. */
final class CollectorProcess implements AutoCloseable {
    private final Process process;
    private final PrintStream in;
    private final BufferedReader out;
    private final Path authority;
    private final int port;

    private CollectorProcess(Process process, Path authority) throws IOException {
        this.process = process;
        this.authority = authority;
        in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        port = Integer.parseInt(said());
    }

    /** @param core that it may use, and no other */
    static CollectorProcess start(int runners, int core, List<String> flags) throws IOException {
        Path authority = Files.createTempFile("collector", ".pem");
        var command = new ArrayList<>(List.of("taskset", "-c", String.valueOf(core)));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of(
                "-Dseconds=" + CollectorRun.SECONDS,
                "-cp",
                System.getProperty("java.class.path"),
                CollectorHostMain.class.getName(),
                String.valueOf(runners),
                authority.toString()));
        var builder = new ProcessBuilder(command);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        return new CollectorProcess(builder.start(), authority);
    }

    int port() {
        return port;
    }

    Path authority() {
        return authority;
    }

    synchronized ProcessFigures figures() throws IOException {
        in.println("figures");
        return ProcessFigures.parse(said());
    }

    /** After a collection of its garbage. */
    synchronized ProcessFigures live() throws IOException {
        in.println("live");
        return ProcessFigures.parse(said());
    }

    /** Has it merge and judge all that it took. */
    synchronized Reading read() throws IOException {
        in.println("read");
        String[] words = said().split(" ");
        return new Reading(
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                Boolean.parseBoolean(words[2]),
                Boolean.parseBoolean(words[3]));
    }

    private String said() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the collector's process has ended");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        in.close();
        process.onExit().join();
        Files.deleteIfExists(authority);
    }

    /**
     * What a merge found, and how long it took.
     *
     * @param ended requests of the measured phases
     */
    record Reading(long nanos, long ended, boolean complete, boolean sound) {}
}
