package dev.loadstone.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Runs a command, and fails with all it printed. */
final class Shell {
    private Shell() {}

    /** The same up to {@code attempts} times, for a command that may be repeated: the last failure is the one that is told. */
    static String runAgain(int attempts, String command) {
        try {
            return run(command);
        } catch (IllegalStateException failed) {
            if (attempts <= 1) {
                throw failed;
            }
            System.out.println(failed.getMessage());
            return runAgain(attempts - 1, command);
        }
    }

    static String run(String command) {
        try {
            Process process = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes());
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException("`" + command + "` ended with " + code + ":\n" + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
