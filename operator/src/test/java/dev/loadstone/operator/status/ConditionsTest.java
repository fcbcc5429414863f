package dev.loadstone.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.operator.verdict.Reason;
import dev.loadstone.operator.verdict.Verdict;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConditionsTest {
    private static final Instant FIRST = Instant.parse("2026-03-01T12:00:00.123Z");

    private static Situation situation(
            RunPhase phase,
            @Nullable Outcome outcome,
            Situation.@Nullable Trouble trouble,
            @Nullable LoadTestStatus previous) {
        var verdict = outcome == null ? null : new Verdict(outcome, Reason.STOPPED, "stopped", List.of());
        var counts = new Situation.RunnerCounts(2, 0, 0, 0);
        return new Situation(3, previous, phase, null, counts, null, verdict, trouble, null, List.of());
    }

    private static Map<String, String> statuses(LoadTestStatus status) {
        return status.conditions().stream().collect(Collectors.toMap(Condition::getType, Condition::getStatus));
    }

    /** Every mix of phase, verdict and trouble, whether it can happen or not. */
    static Stream<Situation> all() {
        var trouble = new Situation.Trouble(Reason.UNSCHEDULABLE, "no node");
        return Arrays.stream(RunPhase.values())
                .flatMap(phase -> Stream.concat(Stream.of((Outcome) null), Arrays.stream(Outcome.values()))
                        .flatMap(outcome -> Stream.of(
                                situation(phase, outcome, null, null), situation(phase, outcome, trouble, null))));
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyToolReadsTheSameFromEverySituation(Situation situation) {
        LoadTestStatus status = Statuses.of(situation, FIRST);
        Map<String, String> statuses = statuses(status);
        assertThat(statuses)
                .containsOnlyKeys(
                        "Accepted",
                        "RunnersReady",
                        "ResultsComplete",
                        "Finished",
                        "Passed",
                        "Ready",
                        "Reconciling",
                        "Stalled");
        boolean reconciling = statuses.get("Reconciling").equals("True");
        boolean stalled = statuses.get("Stalled").equals("True");
        boolean ready = statuses.get("Ready").equals("True");
        assertThat(Stream.of(reconciling, stalled, ready).filter(each -> each).count())
                .as("of Reconciling, Stalled and Ready one is True, while suspended none: %s", statuses)
                .isEqualTo(situation.phase() == RunPhase.SUSPENDED ? 0 : 1);
        assertThat(status.conditions()).allSatisfy(each -> {
            assertThat(each.getObservedGeneration()).isEqualTo(3);
            assertThat(each.getReason()).isNotEmpty();
            assertThat(each.getMessage()).isNotEmpty();
        });
        assertThat(ready)
                .as("a test that waits for its schedule has nothing left to do: %s", statuses)
                .isEqualTo(situation.phase() == RunPhase.SCHEDULED
                        || statuses.get("Passed").equals("True") && situation.phase() != RunPhase.SUSPENDED);
    }

    @Test
    void theTimeOfAConditionIsThatOfItsLastChange() {
        LoadTestStatus first = Statuses.of(situation(RunPhase.RUNNING, null, null, null), FIRST);
        LoadTestStatus later =
                Statuses.of(situation(RunPhase.FINISHED, Outcome.FAILED, null, first), FIRST.plusSeconds(60));
        Map<String, String> times = later.conditions().stream()
                .collect(Collectors.toMap(Condition::getType, Condition::getLastTransitionTime));
        assertThat(times)
                .containsEntry("Ready", "2026-03-01T12:00:00Z")
                .containsEntry("Finished", "2026-03-01T12:01:00Z")
                .containsEntry("Stalled", "2026-03-01T12:01:00Z");
    }

    @Test
    void nothingNewIsTheSameStatus() {
        LoadTestStatus first = Statuses.of(situation(RunPhase.ARMING, null, null, null), FIRST);
        assertThat(Statuses.of(situation(RunPhase.ARMING, null, null, first), FIRST.plusSeconds(5)))
                .isEqualTo(first);
    }
}
