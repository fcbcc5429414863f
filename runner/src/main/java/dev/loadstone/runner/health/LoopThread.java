package dev.loadstone.runner.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The scheduler's own figures of one thread; zeros where the system does not tell. */
public final class LoopThread {
    private final Path schedstat;
    private Reading last = new Reading(0, 0);

    private LoopThread(Path schedstat) {
        this.schedstat = schedstat;
    }

    /** The thread that calls this. */
    public static LoopThread current() {
        try {
            return new LoopThread(Path.of("/proc/thread-self").toRealPath().resolve("schedstat"));
        } catch (IOException e) {
            return new LoopThread(Path.of("/nonexistent"));
        }
    }

    /**
     * @param cpuNanos time on a core
     * @param queueNanos time ready, without a core
     */
    record Reading(long cpuNanos, long queueNanos) {}

    /** What came to it since the last call. */
    Reading sinceLast() {
        Reading now = read();
        var since = new Reading(now.cpuNanos - last.cpuNanos, now.queueNanos - last.queueNanos);
        last = now;
        return since;
    }

    private Reading read() {
        try {
            String[] fields = Files.readString(schedstat).trim().split(" ");
            return new Reading(Long.parseLong(fields[0]), Long.parseLong(fields[1]));
        } catch (IOException | NumberFormatException e) {
            return last;
        }
    }
}
