package dev.loadstone.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C and SIGTERM: asks the work to end, gives it a moment to say what it has, and exits with the code that it came to. */
final class Interruption implements AutoCloseable {
    private static final long GRACE_SECONDS = 6;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook;
    private volatile int code = ExitCode.ABORTED.code();

    Interruption(Runnable stop) {
        hook = new Thread(() -> drain(stop), "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void drain(Runnable stop) {
        stop.run();
        try {
            finished.await(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(code);
    }

    /** The work is done, and this is its exit code, whether it was interrupted or not. */
    void finished(int exitCode) {
        code = exitCode;
        finished.countDown();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook runs at this moment: it ends the process.
        }
    }
}
