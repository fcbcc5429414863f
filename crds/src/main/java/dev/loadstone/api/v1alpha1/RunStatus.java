package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** Identity and times of a run. */
public record RunStatus(
        @JsonPropertyDescription("Counts the runs of this test, from 1.")
        int number,

        @JsonPropertyDescription("Identity of the run: uid of the test and number.") @Nullable
        String id,

        @JsonPropertyDescription("Generation of the spec that the run is of.") @Nullable
        Long generation,

        @JsonPropertyDescription(
                "Hash of that spec without suspend and schedule: a test that only pauses, or runs at other times, is not another one.")
        @Nullable
        String specHash,

        @JsonPropertyDescription("Value of the annotation loadstone.dev/run-at that the run answers.") @Nullable
        String requestedAt,

        @JsonPropertyDescription("What started it: Created, SpecChanged, RunAt, Resumed or Schedule.") @Nullable
        String trigger,

        @JsonPropertyDescription("Every random draw of the run derives from it.") @Nullable
        Long seed,

        @JsonPropertyDescription(
                "SHA-256 of the plan as it was written, before the ConfigMap was made: another one in its place is not taken for it.")
        @Nullable
        String planDigest,

        @JsonPropertyDescription("When the run was planned.") @Nullable
        String createdAt,

        @JsonPropertyDescription("When the setup was begun; absent where there is none.") @Nullable
        String setupAt,

        @JsonPropertyDescription(
                "The instant that all runners were given to start at, in microseconds since the epoch.")
        @Nullable
        Long startMicros,

        @JsonPropertyDescription("The same instant, for people.") @Nullable
        String startedAt,

        @JsonPropertyDescription("When the run was judged.") @Nullable
        String finishedAt,

        @JsonPropertyDescription("Why the run was told to stop before its end; absent where it was not.") @Nullable
        String stopReason,

        @JsonPropertyDescription("What was seen when it was told to stop.") @Nullable
        String stopMessage,

        @JsonPropertyDescription("When it was told to stop.") @Nullable
        String stoppedAt,

        @JsonPropertyDescription("When the teardown was begun; absent where there is none.") @Nullable
        String teardownAt) {

    /** A run that was planned, and of which nothing is done yet. */
    public static RunStatus planned(
            int number,
            String id,
            long generation,
            String specHash,
            @Nullable String requestedAt,
            String trigger,
            long seed,
            String createdAt) {
        return new RunStatus(
                number,
                id,
                generation,
                specHash,
                requestedAt,
                trigger,
                seed,
                null,
                createdAt,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** No more of the run than which it is, when it began and when it was over. */
    public RunStatus outline() {
        return new RunStatus(
                number,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                createdAt,
                null,
                null,
                null,
                finishedAt,
                null,
                null,
                null,
                null);
    }

    /** The same run, whose plan is written with this digest; null for one that nobody compares. */
    public RunStatus ofPlan(@Nullable String digest) {
        return new RunStatus(
                number,
                id,
                generation,
                specHash,
                requestedAt,
                trigger,
                seed,
                digest,
                createdAt,
                setupAt,
                startMicros,
                startedAt,
                finishedAt,
                stopReason,
                stopMessage,
                stoppedAt,
                teardownAt);
    }

    /** The same run, of a newer generation whose spec is the same but for suspend. */
    public RunStatus ofGeneration(long newer) {
        return new RunStatus(
                number,
                id,
                newer,
                specHash,
                requestedAt,
                trigger,
                seed,
                planDigest,
                createdAt,
                setupAt,
                startMicros,
                startedAt,
                finishedAt,
                stopReason,
                stopMessage,
                stoppedAt,
                teardownAt);
    }

    /** The same run, with its setup begun. */
    public RunStatus settingUp(String instant) {
        return new RunStatus(
                number,
                id,
                generation,
                specHash,
                requestedAt,
                trigger,
                seed,
                planDigest,
                createdAt,
                instant,
                startMicros,
                startedAt,
                finishedAt,
                stopReason,
                stopMessage,
                stoppedAt,
                teardownAt);
    }

    /** The same run with its start instant. */
    public RunStatus starting(long micros, String instant) {
        return new RunStatus(
                number,
                id,
                generation,
                specHash,
                requestedAt,
                trigger,
                seed,
                planDigest,
                createdAt,
                setupAt,
                micros,
                instant,
                finishedAt,
                stopReason,
                stopMessage,
                stoppedAt,
                teardownAt);
    }

    /** The same run, told to stop. */
    public RunStatus stopping(String reason, String message, String instant) {
        return new RunStatus(
                number,
                id,
                generation,
                specHash,
                requestedAt,
                trigger,
                seed,
                planDigest,
                createdAt,
                setupAt,
                startMicros,
                startedAt,
                finishedAt,
                reason,
                message,
                instant,
                teardownAt);
    }

    /** The same run, judged. */
    public RunStatus judged(String instant) {
        return new RunStatus(
                number,
                id,
                generation,
                specHash,
                requestedAt,
                trigger,
                seed,
                planDigest,
                createdAt,
                setupAt,
                startMicros,
                startedAt,
                instant,
                stopReason,
                stopMessage,
                stoppedAt,
                teardownAt);
    }

    /** The same run, with its teardown begun. */
    public RunStatus tearingDown(String instant) {
        return new RunStatus(
                number,
                id,
                generation,
                specHash,
                requestedAt,
                trigger,
                seed,
                planDigest,
                createdAt,
                setupAt,
                startMicros,
                startedAt,
                finishedAt,
                stopReason,
                stopMessage,
                stoppedAt,
                instant);
    }
}
