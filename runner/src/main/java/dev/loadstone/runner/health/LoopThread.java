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

    /** The thread that calls this, which from now on is woken when its timers are due, and not up to 50 us later. */
    public static LoopThread current() {
        try {
            Path task = Path.of("/proc/thread-self").toRealPath();
            wakeOnTime(task.getFileName());
            return new LoopThread(task.resolve("schedstat"));
        } catch (IOException e) {
            return new LoopThread(Path.of("/nonexistent"));
        }
    }

    /** The kernel shows this file for processes only, but takes a thread's number for one. */
    private static void wakeOnTime(Path thread) {
        try {
            Files.writeString(Path.of("/proc").resolve(thread).resolve("timerslack_ns"), "1");
        } catch (IOException e) {
            // A little late is no reason not to run, and the scheduler lag shows it.
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
