package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.api.v1alpha1.RunnersSpec;
import dev.loadstone.api.v1alpha1.ServiceSpec;
import dev.loadstone.api.v1alpha1.TargetSpec;
import dev.loadstone.operator.observe.AuditEntry;
import dev.loadstone.operator.policy.Bounds;
import dev.loadstone.operator.policy.Peak;
import dev.loadstone.operator.verdict.Reason;
import dev.loadstone.operator.verdict.Verdict;
import dev.loadstone.protocol.RunPlan;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the audit log is told of a run: that it begins or may not, and how it ended. */
record Audit(LoadTest test, Bounds bounds, RunStatus run) {
    Audit(Observation observation, RunStatus run) {
        this(observation.test(), observation.bounds(), run);
    }

    Deed started(RunPlan plan) {
        return new Deed.Record(entry("RunStarted", plan, null));
    }

    Deed refused(Verdict verdict) {
        return new Deed.Record(entry("RunRefused", null, outcome(verdict, 0)));
    }

    /** @param plan null where it is lost */
    Deed ended(@Nullable RunPlan plan, Verdict verdict, long requests) {
        return new Deed.Record(entry("RunEnded", plan, outcome(verdict, requests)));
    }

    /**
     * The test was deleted with the run.
     *
     * @param plan null where it is not known
     */
    AuditEntry deleted(@Nullable RunPlan plan, long requests) {
        String message = "the test was deleted during the run";
        return entry(
                "RunEnded",
                plan,
                new AuditEntry.Outcome(Outcome.ABORTED.name(), Reason.STOPPED.word(), message, requests));
    }

    private static AuditEntry.Outcome outcome(Verdict verdict, long requests) {
        return new AuditEntry.Outcome(verdict.outcome().name(), verdict.reason().word(), verdict.message(), requests);
    }

    private AuditEntry entry(String event, @Nullable RunPlan plan, AuditEntry.@Nullable Outcome outcome) {
        return new AuditEntry(
                event,
                test.getMetadata().getNamespace(),
                test.getMetadata().getName(),
                test.getMetadata().getUid(),
                run.number(),
                run.trigger(),
                null,
                Author.tracking(test.getMetadata()),
                plan == null ? written(test) : planned(plan),
                plan == null ? null : load(plan),
                plan == null ? null : pods(plan, test.getSpec().runners()),
                bounds.names(),
                outcome);
    }

    private static List<String> planned(RunPlan plan) {
        return plan.allTargets().stream()
                .map(each -> each.scheme() + "://" + each.authority())
                .toList();
    }

    private static List<String> written(LoadTest test) {
        return Stream.concat(Stream.ofNullable(test.getSpec().target()), test.getSpec().targets().stream())
                .flatMap(each -> written(each, test.getMetadata().getNamespace()))
                .toList();
    }

    private static Stream<String> written(TargetSpec target, String namespace) {
        ServiceSpec service = target.service();
        return service == null
                ? Stream.ofNullable(target.url())
                : Stream.of(service.scheme().name().toLowerCase(Locale.ROOT) + "://" + service.name() + "." + namespace
                        + ".svc:" + service.port());
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
