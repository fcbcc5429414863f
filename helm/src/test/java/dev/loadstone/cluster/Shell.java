package dev.loadstone.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Runs commands, and knows all that they printed. */
final class Shell {
    private Shell() {}

    /** The same as {@link #run} up to {@code attempts} times, for a command that may be repeated: the last failure is the one that is told. */
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

    /** Fails with all that the command printed. */
    static String run(String command) {
        Answer answer = answer(command);
        if (answer.code() != 0) {
            throw new IllegalStateException("`" + command + "` ended with " + answer.code() + ":\n" + answer.output());
        }
        return answer.output();
    }

    /** How a command ended, and all it printed. */
    record Answer(int code, String output) {}

    static Answer answer(String command) {
        try {
            Process process = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes());
            return new Answer(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
