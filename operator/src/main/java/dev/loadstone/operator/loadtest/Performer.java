package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.operator.collect.Collector;
import dev.loadstone.operator.observe.AuditEntry;
import dev.loadstone.operator.observe.RunEvents;
import dev.loadstone.operator.workload.Labels;
import dev.loadstone.operator.workload.PlanConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does deeds, in their order, and stops at the first that fails: the next look finds out how far it came. */
final class Performer {
    private static final Logger LOG = LoggerFactory.getLogger(Performer.class);
    private static final Set<Integer> REFUSED =
            Set.of(HttpURLConnection.HTTP_FORBIDDEN, HttpURLConnection.HTTP_ENTITY_TOO_LARGE, 422);

    private final Collector collector;
    private final RunEvents events;
    private final AuditTrail audit;
    private final Refusals refusals;
    private final InformerEventSource<Job, LoadTest> jobs;

    Performer(
            Collector collector,
            RunEvents events,
            AuditTrail audit,
            Refusals refusals,
            InformerEventSource<Job, LoadTest> jobs) {
        this.collector = collector;
        this.events = events;
        this.audit = audit;
        this.refusals = refusals;
        this.jobs = jobs;
    }

    void perform(LoadTest test, List<Deed> deeds, Context<LoadTest> context) {
        for (Deed deed : deeds) {
            switch (deed) {
                case Deed.Create create -> {
                    if (!create(create.object(), context) && create.needed()) {
                        return;
                    }
                }
                case Deed.Delete delete -> delete(test, delete, context);
                case Deed.WriteStatus(LoadTestStatus status) -> write(test, status, context);
                case Deed.Open open -> collector.open(open.plan());
                case Deed.Tell tell -> collector.command(tell.run(), tell.command(), tell.errands());
                case Deed.Close close ->
                    collector.close(close.run(), test.getMetadata().getNamespace());
                case Deed.Record(AuditEntry entry) -> audit.record(entry, context.getClient());
                case Deed.Emit emit -> events.emit(test, emit.type(), emit.reason(), emit.note(), emit.key());
            }
        }
    }

    private void write(LoadTest test, LoadTestStatus status, Context<LoadTest> context) {
        StatusPatch.write(test, status, context);
        if (tellsOfEnd(Observation.runOf(test), status.run())) {
            events.ended(status);
        }
    }

    /** @return whether the object is there now */
    private boolean create(HasMetadata object, Context<LoadTest> context) {
        String name = object.getMetadata().getName();
        try {
            HasMetadata created = context.getClient().resource(object).create();
            if (created instanceof Job job) {
                // The cache may hear of it only after the next look.
                jobs.handleRecentResourceCreate(ResourceID.fromResource(job), job);
            }
        } catch (KubernetesClientException e) {
            Optional<String> refusal = refusal(object, e, context);
            if (refusal.isPresent()) {
                LOG.warn("{} {} was refused: {}", object.getKind(), name, refusal.get());
                Labels.run(object).ifPresent(run -> refusals.refused(run, name, refusal.get()));
                return false;
            }
        }
        Labels.run(object).ifPresent(run -> refusals.made(run, name));
        return true;
    }

    /** Empty where the object is there already. */
    private static Optional<String> refusal(
            HasMetadata object, KubernetesClientException answer, Context<LoadTest> context) {
        if (isThere(answer)) {
            return object instanceof ConfigMap map ? foreign(map, context) : Optional.empty();
        }
        if (!REFUSED.contains(answer.getCode())) {
            throw answer;
        }
        return Optional.of(message(answer));
    }

    /** Whoever may make ConfigMaps there knows the name beforehand, and the runners would do what his plan says. */
    private static Optional<String> foreign(ConfigMap plan, Context<LoadTest> context) {
        ConfigMap there = context.getClient().resource(plan).get();
        return there == null || PlanConfigMap.areSame(plan, there)
                ? Optional.empty()
                : Optional.of("ConfigMap " + plan.getMetadata().getName()
                        + " is there already, with another plan than the operator's; delete it");
    }

    private static boolean isThere(KubernetesClientException e) {
        return e.getStatus() != null && "AlreadyExists".equals(e.getStatus().getReason());
    }

    private static String message(KubernetesClientException e) {
        return e.getStatus() == null || e.getStatus().getMessage() == null
                ? String.valueOf(e.getMessage())
                : e.getStatus().getMessage();
    }

    private static void delete(LoadTest test, Deed.Delete delete, Context<LoadTest> context) {
        context.getClient()
                .resources(delete.kind())
                .inNamespace(test.getMetadata().getNamespace())
                .withName(delete.name())
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete();
    }

    private static boolean tellsOfEnd(@Nullable RunStatus before, @Nullable RunStatus after) {
        return after != null
                && after.finishedAt() != null
                && (before == null || before.number() != after.number() || before.finishedAt() == null);
    }
}
