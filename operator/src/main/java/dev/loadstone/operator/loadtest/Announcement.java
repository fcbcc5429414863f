package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.operator.observe.RunEvents;
import dev.loadstone.operator.policy.Peak;
import dev.loadstone.operator.status.Situation.Trouble;
import dev.loadstone.operator.verdict.Verdict;
import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.RunPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is said of a run in events: that it begins, what is in its way, and how it ended. */
final class Announcement {
    private Announcement() {}

    /** @param sizing how the number of runners was found; null where it was given */
    static Deed started(RunPlan plan, RunStatus run, @Nullable String sizing) {
        String runners = plan.runners() == 1 ? "1 runner" : plan.runners() + " runners";
        String note = "Run %d: %s, %s, %s, because %s%s"
                .formatted(
                        run.number(),
                        runners,
                        length(plan.durationMillis()),
                        load(plan),
                        Trigger.ofWord(run.trigger()).because(),
                        sizing == null ? "" : "; " + sizing);
        return emit("Normal", "RunStarted", note, run);
    }

    /** @param number of the run that is waited for */
    static Deed queued(String place, int number) {
        return new Deed.Emit("Normal", "Queued", "Run " + number + ": " + place, number + "-Queued");
    }

    /** @param time of the schedule, for which no run was started */
    static Deed missed(Instant time) {
        String note = "No run was started for " + time + ": another was under way, or it was too late.";
        return new Deed.Emit("Warning", RunEvents.START_MISSED, note, "missed-" + time.getEpochSecond());
    }

    static Deed stalled(Trouble trouble, RunStatus run) {
        return emit("Warning", trouble.reason().word(), "Run " + run.number() + ": " + trouble.message(), run);
    }

    /** Runners were lost, and the others go on. */
    static Deed goesOn(Losses losses, RunStatus run) {
        int lost = losses.casualties().size();
        String note = "Run %d goes on without %d of %d runners: %s"
                .formatted(run.number(), lost, losses.plan().runners(), losses.words());
        String reason = losses.casualties().getFirst().reason().word();
        return new Deed.Emit("Warning", reason, note, run.number() + "-lost-" + lost);
    }

    static Deed ended(Verdict verdict, RunStatus run) {
        String word = verdict.outcome().name().charAt(0)
                + verdict.outcome().name().substring(1).toLowerCase(Locale.ROOT);
        String type =
                switch (verdict.outcome()) {
                    case PASSED -> "Normal";
                    case FAILED, INCONCLUSIVE, ABORTED, ERROR -> "Warning";
                };
        return emit(type, word, "Run " + run.number() + ": " + verdict.message(), run);
    }

    private static Deed emit(String type, String reason, String note, RunStatus run) {
        return new Deed.Emit(type, reason, note, run.number() + "-" + reason);
    }

    private static String length(long millis) {
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }

    private static String load(RunPlan plan) {
        int steps = plan.scenarios().stream()
                .mapToInt(scenario -> (int) scenario.steps().stream()
                        .filter(HttpStep.class::isInstance)
                        .count())
                .max()
                .orElse(1);
        long rate = Peak.arrivalsPerSecond(plan).most();
        long users = Peak.residents(plan).most();
        var parts = new ArrayList<String>();
        if (rate > 0) {
            parts.add("up to " + rate * steps + " requests/s");
        }
        if (users > 0) {
            parts.add("up to " + users + " users");
        }
        return String.join(" and ", parts);
    }
}
