package dev.loadstone.runner.report;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The next push, if nothing brings it on earlier. */
final class PushTimer {
    private final ScheduledExecutorService control;
    private final Runnable push;
    private @Nullable ScheduledFuture<?> next;

    PushTimer(ScheduledExecutorService control, Runnable push) {
        this.control = control;
        this.push = push;
    }

    void set(long millis) {
        next = control.schedule(push, millis, TimeUnit.MILLISECONDS);
    }

    void cancel() {
        if (next != null) {
            next.cancel(false);
        }
    }
}
