package dev.loadstone.cluster;

import dev.loadstone.api.v1alpha1.RunPhase;
import java.time.Duration;

/** Waits until a test has been making load for a while. */
final class Running {
    private static final Duration LONGEST = Duration.ofSeconds(90);

    private Running() {}

    static void forSeconds(Scene scene, String test, int seconds) {
        scene.await(
                test,
                LONGEST,
                "load for " + seconds + " s",
                status -> status.phase() == RunPhase.RUNNING
                        && status.progress() != null
                        && status.progress().elapsedSeconds() >= seconds);
    }
}
