package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.operator.collect.Collector;
import dev.loadstone.operator.observe.RunEvents;
import dev.loadstone.operator.workload.Labels;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does deeds, in their order, and stops at the first that fails: the next look finds out how far it came. */
final class Performer {
    private static final Logger LOG = LoggerFactory.getLogger(Performer.class);
    private static final Set<Integer> REFUSED =
            Set.of(HttpURLConnection.HTTP_FORBIDDEN, HttpURLConnection.HTTP_ENTITY_TOO_LARGE, 422);

    private final Collector collector;
    private final RunEvents events;
    private final Refusals refusals;
    private final InformerEventSource<Job, LoadTest> jobs;

    Performer(Collector collector, RunEvents events, Refusals refusals, InformerEventSource<Job, LoadTest> jobs) {
        this.collector = collector;
        this.events = events;
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
                case Deed.Close close -> collector.close(close.run());
                case Deed.Emit emit -> events.emit(test, emit.type(), emit.reason(), emit.note(), emit.key());
            }
        }
    }

    /** @return whether the object is there now */
    private boolean create(HasMetadata object, Context<LoadTest> context) {
        try {
            HasMetadata created = context.getClient().resource(object).create();
            if (created instanceof Job job) {
                // The cache may hear of it only after the next look.
                jobs.handleRecentResourceCreate(ResourceID.fromResource(job), job);
            }
        } catch (KubernetesClientException e) {
            if (isThere(e)) {
                return true;
            }
            if (!REFUSED.contains(e.getCode())) {
                throw e;
            }
            LOG.warn(
                    "{} {} was refused: {}",
                    object.getKind(),
                    object.getMetadata().getName(),
                    e.getMessage());
            Labels.run(object).ifPresent(run -> refusals.refused(run, message(e)));
            return false;
        }
        Labels.run(object).ifPresent(refusals::made);
        return true;
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

    /**
     * Only where the test is as it was read: what was decided on an old view must not overwrite what another leader, or this one,
     * has written since. The framework's own way tries again with whatever it finds.
     */
    private static void write(LoadTest test, LoadTestStatus status, Context<LoadTest> context) {
        var patch = new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(context.getControllerConfiguration().fieldManager())
                .withForce(true)
                .build();
        LoadTest written = context.getClient()
                .resource(patch(test, status))
                .subresource("status")
                .patch(patch);
        context.eventSourceRetriever()
                .getControllerEventSource()
                .handleRecentResourceUpdate(ResourceID.fromResource(test), written, test);
    }

    /** Only what is ours; the uid keeps it from a test that took a deleted one's name. */
    private static LoadTest patch(LoadTest test, LoadTestStatus status) {
        var patch = new LoadTest();
        patch.setMetadata(new ObjectMetaBuilder()
                .withName(test.getMetadata().getName())
                .withNamespace(test.getMetadata().getNamespace())
                .withUid(test.getMetadata().getUid())
                .withResourceVersion(test.getMetadata().getResourceVersion())
                .build());
        patch.setStatus(status);
        return patch;
    }
}
