package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.api.v1alpha1.RunnersSpec;
import dev.loadstone.api.v1alpha1.TargetSpec;
import dev.loadstone.operator.observe.AuditEntry;
import dev.loadstone.operator.policy.Peak;
import dev.loadstone.operator.verdict.Verdict;
import dev.loadstone.protocol.RunPlan;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the audit log is told of a run: that it begins or may not, and how it ended. */
record Audit(Observation observation, RunStatus run) {

    Deed started(RunPlan plan) {
        return entry("RunStarted", plan, null);
    }

    Deed refused(Verdict verdict) {
        return entry("RunRefused", null, outcome(verdict, 0));
    }

    /** @param plan null where it is lost */
    Deed ended(@Nullable RunPlan plan, Verdict verdict, long requests) {
        return entry("RunEnded", plan, outcome(verdict, requests));
    }

    private static AuditEntry.Outcome outcome(Verdict verdict, long requests) {
        return new AuditEntry.Outcome(verdict.outcome().name(), verdict.reason().word(), verdict.message(), requests);
    }

    private Deed entry(String event, @Nullable RunPlan plan, AuditEntry.@Nullable Outcome outcome) {
        LoadTest test = observation.test();
        return new Deed.Record(new AuditEntry(
                event,
                test.getMetadata().getNamespace(),
                test.getMetadata().getName(),
                test.getMetadata().getUid(),
                run.number(),
                run.trigger(),
                Author.of(test, Trigger.ofWord(run.trigger())).orElse(null),
                plan == null ? written(test) : planned(plan),
                plan == null ? null : load(plan),
                plan == null ? null : pods(plan, test.getSpec().runners()),
                observation.bounds().names(),
                outcome));
    }

    private static List<String> planned(RunPlan plan) {
        return plan.allTargets().stream()
                .map(each -> each.scheme() + "://" + each.authority())
                .toList();
    }

    private static List<String> written(LoadTest test) {
        return Stream.concat(Stream.ofNullable(test.getSpec().target()), test.getSpec().targets().stream())
                .map(TargetSpec::url)
                .filter(Objects::nonNull)
                .toList();
    }

    private static AuditEntry.Load load(RunPlan plan) {
        return new AuditEntry.Load(
                Peak.arrivalsPerSecond(plan).most(), Peak.users(plan).most(), plan.durationMillis());
    }

    private static AuditEntry.Pods pods(RunPlan plan, RunnersSpec spec) {
        String account = spec.serviceAccountName();
        return new AuditEntry.Pods(plan.runners(), spec.image(), account == null ? "default" : account);
    }
}
