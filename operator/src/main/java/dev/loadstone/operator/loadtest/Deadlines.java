package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.operator.plan.Durations;
import dev.loadstone.operator.workload.RunnerJobs;
import dev.loadstone.protocol.RunPlan;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** By when each stage of a run must be over. None passes while this process has hardly begun to listen. */
record Deadlines(Observation observation, RunPlan plan, Instant now) {
    private static final Duration MARGIN = Duration.ofSeconds(15);
    private static final Duration DRAIN = Duration.ofSeconds(10);
    /** A runner with hardly any CPU needs most of a minute for its report, which is what tells that it had hardly any. */
    private static final Duration REPORT = Duration.ofSeconds(60);

    static Duration startDeadline(LoadTestSpec spec) {
        return Duration.ofMillis(Durations.millis(spec.runPolicy().startDeadline()));
    }

    Instant ready() {
        return patient(created().plus(startDeadline(observation.test().getSpec())));
    }

    /** When the load must be over, however far it is; far away where the test does not say. */
    Instant active() {
        return activeDeadline() == null
                ? Instant.MAX
                : patient(created().plusMillis(Durations.millis(Objects.requireNonNull(activeDeadline()))));
    }

    boolean isOverActive() {
        return passed(active());
    }

    @Nullable
    String activeDeadline() {
        return observation.test().getSpec().runPolicy().activeDeadline();
    }

    private Instant created() {
        return Instant.parse(Objects.requireNonNull(run().createdAt(), "createdAt is null"));
    }

    /** Until when a start may be named. */
    Instant startable() {
        return run().setupAt() == null ? ready() : setUp();
    }

    /** When a setup that was begun must be over. */
    Instant setUp() {
        return patient(Instant.parse(Objects.requireNonNull(run().setupAt(), "setupAt is null"))
                .plus(RunnerJobs.ERRAND));
    }

    /** When a teardown that was begun must be over. */
    Instant tornDown() {
        return patient(Instant.parse(Objects.requireNonNull(run().teardownAt(), "teardownAt is null"))
                .plus(RunnerJobs.ERRAND));
    }

    /** The instant at which all runners were told to start. */
    Instant start() {
        return Instant.EPOCH.plus(
                Objects.requireNonNull(run().startMicros(), "startMicros is null"), ChronoUnit.MICROS);
    }

    /** When the last phase is over. */
    Instant loadEnd() {
        return start().plusMillis(plan.durationMillis());
    }

    Instant finalReports() {
        return patient(loadEnd().plusMillis(plan.gracefulStopMillis()).plus(REPORT));
    }

    /** When runners that were told to stop must have done so. */
    Instant drained() {
        return patient(stopped().plus(DRAIN));
    }

    /** When runners that were told to finish must have done so. */
    Instant finished() {
        return patient(stopped().plusMillis(plan.gracefulStopMillis()).plus(REPORT));
    }

    private Instant stopped() {
        return Instant.parse(Objects.requireNonNull(run().stoppedAt(), "stoppedAt is null"));
    }

    boolean passed(Instant deadline) {
        return !now.isBefore(deadline);
    }

    private Instant patient(Instant deadline) {
        Instant heard = observation.attendedSince().plus(MARGIN);
        return deadline.isAfter(heard) ? deadline : heard;
    }

    private RunStatus run() {
        return Objects.requireNonNull(observation.run(), "no run");
    }
}
