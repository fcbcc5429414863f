package dev.loadstone.runner;

import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/** Whether the JVM's compiler has come to rest, as far as can be seen by looking at it now and then. */
final class CompilerWatch {
    /** A single large method may keep it for longer than the time between two looks. */
    private static final int LOOKS = 4;
    /** Something is always compiled. */
    private static final long LITTLE_MILLIS = 5;

    private final LongSupplier compiledMillis;
    private long before;
    private int looks;

    /** @param compiledMillis the time that was spent up to now */
    CompilerWatch(LongSupplier compiledMillis) {
        this.compiledMillis = compiledMillis;
        before = compiledMillis.getAsLong();
    }

    static CompilerWatch ofThisJvm() {
        var compiler = ManagementFactory.getCompilationMXBean();
        return new CompilerWatch(compiler == null ? () -> 0 : compiler::getTotalCompilationTime);
    }

    /** Whether it had next to nothing to do between the last few looks. */
    boolean isIdle() {
        long now = compiledMillis.getAsLong();
        if (now - before > LITTLE_MILLIS) {
            before = now;
            looks = 0;
        } else {
            looks++;
        }
        return looks >= LOOKS;
    }
}
