package dev.loadstone.cluster;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for facts of the cluster. */
final class Awaiting {
    private Awaiting() {}

    static void fact(Duration atMost, Callable<Boolean> fact) {
        await().atMost(atMost).pollInterval(Duration.ofMillis(200)).ignoreExceptions().until(fact);
    }
}
