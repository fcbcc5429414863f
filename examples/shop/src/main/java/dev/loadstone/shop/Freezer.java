package dev.loadstone.shop;

import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.LongSupplier;

/** Holds one event loop's answers while the shop is frozen and lets them go, in their order, when it thaws. */
final class Freezer {
    /** How often it looks whether the freeze was ended early. */
    private static final long LOOK_MILLIS = 10;

    private final Vertx vertx;
    private final LongSupplier frozenMillis;
    private final Queue<Runnable> held = new ArrayDeque<>();
    private boolean looking;

    Freezer(Vertx vertx, LongSupplier frozenMillis) {
        this.vertx = vertx;
        this.frozenMillis = frozenMillis;
    }

    void pass(Runnable answer) {
        long left = frozenMillis.getAsLong();
        if (left == 0 && held.isEmpty()) {
            answer.run();
            return;
        }
        held.add(answer);
        if (!looking) {
            look(left);
        }
    }

    private void look(long left) {
        looking = true;
        vertx.setTimer(Math.clamp(left, 1, LOOK_MILLIS), timer -> {
            long still = frozenMillis.getAsLong();
            if (still > 0) {
                look(still);
            } else {
                looking = false;
                thaw();
            }
        });
    }

    private void thaw() {
        for (Runnable answer = held.poll(); answer != null; answer = held.poll()) {
            answer.run();
        }
    }
}
