package dev.loadstone.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Ctrl-C and SIGTERM: asks the work to end, gives it a moment to say what it has, and exits with the code that it came to. */
final class Interruption implements AutoCloseable {
    private static final long GRACE_SECONDS = 6;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::drain, "interruption");
    private volatile @Nullable Runnable stop;
    private volatile int extraSeconds;
    private volatile Runnable last = () -> {};
    private volatile int code = ExitCode.ABORTED.code();

    Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * How the work is asked to end, from now on; until then there is nothing to wait for.
     *
     * @param extraSeconds that it may take longer than any other
     */
    void ending(Runnable stop, int extraSeconds) {
        this.extraSeconds = extraSeconds;
        this.stop = stop;
    }

    /** What is still to be done when the work has ended, or does not end. */
    void last(Runnable last) {
        this.last = last;
    }

    private void drain() {
        Runnable now = stop;
        if (now != null) {
            now.run();
            try {
                finished.await(GRACE_SECONDS + extraSeconds, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        last.run();
        Runtime.getRuntime().halt(code);
    }

    /** The work is done, and this is its exit code, whether it was interrupted or not. */
    int finished(int exitCode) {
        code = exitCode;
        finished.countDown();
        return exitCode;
    }

    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook runs at this moment: it ends the process.
        }
    }
}
