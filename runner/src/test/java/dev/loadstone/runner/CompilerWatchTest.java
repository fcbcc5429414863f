package dev.loadstone.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CompilerWatchTest {
    private final AtomicLong compiledMillis = new AtomicLong(100);
    private final CompilerWatch watch = new CompilerWatch(compiledMillis::get);

    @Test
    void oneThatWorksOnIsNotIdle() {
        for (int look = 0; look < 20; look++) {
            compiledMillis.addAndGet(20);
            assertThat(watch.isIdle()).isFalse();
        }
    }

    @Test
    void itIsIdleOnlyAfterSeveralLooksInWhichNextToNothingHappened() {
        assertThat(watch.isIdle()).isFalse();
        assertThat(watch.isIdle()).isFalse();
        assertThat(watch.isIdle()).isFalse();
        compiledMillis.addAndGet(1);
        assertThat(watch.isIdle()).isTrue();
    }

    @Test
    void workBeginsTheCountAnew() {
        watch.isIdle();
        watch.isIdle();
        watch.isIdle();
        compiledMillis.addAndGet(50);
        assertThat(watch.isIdle()).isFalse();
        assertThat(watch.isIdle()).isFalse();
    }
}
