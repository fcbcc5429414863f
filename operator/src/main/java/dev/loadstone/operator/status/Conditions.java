package dev.loadstone.operator.status;

import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.operator.report.Report;
import dev.loadstone.operator.verdict.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the conditions of a test, all of them on every visit, so that no tool takes an absent one for good news.
 * Reconciling
 * and Stalled are never both True.
 */
final class Conditions {
    private final Situation situation;
    private final Instant now;
    private final int messageChars;
    private final Standing standing;

    private Conditions(Situation situation, Instant now, int messageChars) {
        this.situation = situation;
        this.now = now;
        this.messageChars = messageChars;
        this.standing = Standing.of(situation);
    }

    static List<Condition> of(Situation situation, Instant now, int messageChars) {
        var conditions = new Conditions(situation, now, messageChars);
        return List.of(
                conditions.accepted(),
                conditions.runnersReady(),
                conditions.resultsComplete(),
                conditions.finished(),
                conditions.passed(),
                conditions.ready(),
                conditions.reconciling(),
                conditions.stalled());
    }

    private Condition accepted() {
        if (isUnacceptable()) {
            return condition("Accepted", "False", standing);
        }
        boolean waits = situation.phase() == RunPhase.QUEUED || scheduled();
        boolean planned = waits || situation.run() != null && (outcome() != null || isUnderWay());
        return !planned
                ? condition("Accepted", "Unknown", standing)
                : condition("Accepted", "True", new Standing(Reason.ACCEPTED, "The spec is sound."));
    }

    private boolean isUnacceptable() {
        return standing.reason() == Reason.INVALID_SPEC || standing.reason() == Reason.POLICY_VIOLATION;
    }

    private Condition runnersReady() {
        var runners = situation.runners();
        int there = Math.max(runners.ready(), runners.reported());
        return runners.desired() > 0 && there >= runners.desired()
                ? condition("RunnersReady", "True", new Standing(Reason.RUNNERS_READY, "All runners are ready."))
                : condition("RunnersReady", "False", standing);
    }

    private Condition resultsComplete() {
        Report report = situation.report();
        return report != null && report.complete() && report.balanced()
                ? condition(
                        "ResultsComplete", "True", new Standing(Reason.RESULTS_COMPLETE, "All runners have reported."))
                : condition("ResultsComplete", "False", standing);
    }

    private Condition finished() {
        boolean refused = isUnacceptable() && situation.phase() == RunPhase.FINISHED;
        return condition("Finished", situation.verdict() != null || refused, standing);
    }

    private Condition passed() {
        String status =
                switch (outcome()) {
                    case PASSED -> "True";
                    case FAILED -> "False";
                    case INCONCLUSIVE, ABORTED, ERROR -> "Unknown";
                    case null -> "Unknown";
                };
        return condition("Passed", status, standing);
    }

    private Condition ready() {
        return condition("Ready", scheduled() || outcome() == Outcome.PASSED && !suspended(), kstatus());
    }

    private Condition reconciling() {
        boolean underWay = outcome() == null && situation.trouble() == null && !rests();
        return condition("Reconciling", underWay, kstatus());
    }

    private Condition stalled() {
        boolean stuck = outcome() == null ? situation.trouble() != null : outcome() != Outcome.PASSED;
        return condition("Stalled", stuck && !rests(), kstatus());
    }

    /** Nothing is left to do until the schedule's next time: a tool that waits for what it applied has waited enough. */
    private boolean scheduled() {
        return situation.phase() == RunPhase.SCHEDULED;
    }

    private boolean rests() {
        return scheduled() || suspended();
    }

    private Standing kstatus() {
        return suspended() ? Standing.SUSPENDED : standing;
    }

    private boolean isUnderWay() {
        return situation.phase() != RunPhase.PLANNING && situation.phase() != RunPhase.SUSPENDED;
    }

    private boolean suspended() {
        return situation.phase() == RunPhase.SUSPENDED;
    }

    private @Nullable Outcome outcome() {
        return situation.verdict() == null ? null : situation.verdict().outcome();
    }

    private Condition condition(String type, boolean status, Standing why) {
        return condition(type, status ? "True" : "False", why);
    }

    private Condition condition(String type, String status, Standing why) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withObservedGeneration(situation.generation())
                .withReason(why.reason().word())
                .withMessage(Room.shortened(why.message(), messageChars))
                .withLastTransitionTime(since(type, status))
                .build();
    }

    private String since(String type, String status) {
        LoadTestStatus previous = situation.previous();
        return (previous == null ? List.<Condition>of() : previous.conditions())
                .stream()
                        .filter(each -> type.equals(each.getType()) && status.equals(each.getStatus()))
                        .map(Condition::getLastTransitionTime)
                        .findFirst()
                        .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
    }
}
