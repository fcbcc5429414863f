package dev.loadstone.runner;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The one timer of an event loop's load: it rings at the earliest of the instants it was set to, to the kernel's precision. */
final class Alarm implements Runnable {
    private final EventLoop loop;
    private final LongSupplier clock;
    private final Runnable ring;
    private long atNanos = Long.MAX_VALUE;
    /** What it is set to while it rings is gathered: one timer for the earliest does. */
    private boolean ringing;

    private @Nullable ScheduledFuture<?> timer;

    Alarm(EventLoop loop, LongSupplier clock, Runnable ring) {
        this.loop = loop;
        this.clock = clock;
        this.ring = ring;
    }

    void set(long nanos) {
        if (nanos >= atNanos) {
            return;
        }
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
        atNanos = nanos;
        if (!ringing) {
            arm();
        }
    }

    private void arm() {
        timer = loop.schedule(this, Math.max(0, atNanos - clock.getAsLong()), TimeUnit.NANOSECONDS);
    }

    @Override
    public void run() {
        timer = null;
        atNanos = Long.MAX_VALUE;
        ringing = true;
        try {
            ring.run();
        } finally {
            ringing = false;
            if (atNanos < Long.MAX_VALUE) {
                arm();
            }
        }
    }

    void cancel() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
        atNanos = Long.MAX_VALUE;
    }
}
