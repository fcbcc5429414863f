package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.operator.report.Report;
import dev.loadstone.operator.status.HistoryEntries;
import dev.loadstone.operator.status.Situation;
import dev.loadstone.operator.status.Situation.RunnerCounts;
import dev.loadstone.operator.status.Situation.Trouble;
import dev.loadstone.operator.status.Statuses;
import dev.loadstone.operator.verdict.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The status of a run under way: what it is, and whether it differs enough from the one that is there to be written. */
record LiveStatus(Observation observation, RunStatus run, RunnerCounts counts, Instant now) {
    /** Runners that become ready sooner are told of by the next stage. */
    private static final Duration PROMPT = Duration.ofSeconds(5);

    private static final int STEPS = 10;
    private static final Set<String> TROUBLES = Stream.of(
                    Reason.IMAGE_PULL_FAILED,
                    Reason.CONFIG_MISSING,
                    Reason.RUNNER_CRASHED,
                    Reason.POD_REFUSED,
                    Reason.UNSCHEDULABLE)
            .map(Reason::word)
            .collect(Collectors.toUnmodifiableSet());

    LoadTestStatus of(RunPhase phase, @Nullable Trouble trouble, @Nullable Report report) {
        LoadTestStatus previous = observation.status();
        return Statuses.of(
                new Situation(
                        Objects.requireNonNullElse(run.generation(), 0L),
                        previous,
                        phase,
                        run,
                        counts,
                        report,
                        null,
                        trouble,
                        null,
                        HistoryEntries.of(previous, observation.test().getSpec().runPolicy())),
                now);
    }

    /** Whether a fact is another that people and tools wait for. */
    boolean isNews(RunPhase phase, @Nullable Trouble trouble) {
        LoadTestStatus previous = observation.status();
        return previous == null
                || previous.phase() != phase
                || !run.equals(previous.run())
                || !Objects.equals(previous.observedGeneration(), run.generation())
                || !shownTrouble().equals(Optional.ofNullable(trouble).map(each -> each.reason()
                        .word()))
                || hasLostMore()
                || isSlowlyReadier(previous);
    }

    /** Whether runners were lost that the status does not tell of. */
    boolean hasLostMore() {
        LoadTestStatus previous = observation.status();
        return previous != null
                && counts.lost()
                        > (previous.runners() == null ? 0 : previous.runners().lost());
    }

    /** The trouble that the status tells of. */
    Optional<String> shownTrouble() {
        LoadTestStatus previous = observation.status();
        return previous == null
                ? Optional.empty()
                : Optional.ofNullable(previous.reason()).filter(TROUBLES::contains);
    }

    private boolean isSlowlyReadier(LoadTestStatus previous) {
        boolean slow = run.startMicros() == null
                && run.createdAt() != null
                && Instant.parse(run.createdAt()).plus(PROMPT).isBefore(now);
        int shown = previous.runners() == null ? 0 : previous.runners().ready();
        return slow && shown * STEPS / counts.desired() != counts.ready() * STEPS / counts.desired();
    }
}
