package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.RunStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;

/**
 * Writes a status on the very version of a test that it was decided from. Where the test is another by now, by a user, by another
 * operator or by its name alone, the API server answers with a conflict, nothing else of the decision is done, and the next look
 * decides anew: a status that was written over by an older one would start a load again.
 */
final class StatusPatch {
    private static final String UNKNOWN_DIGEST = ".status.run.planDigest: field not declared in schema";

    private StatusPatch() {}

    /** What was written is in the cache at once, so that the next look knows of it. */
    static void write(LoadTest test, LoadTestStatus status, Context<LoadTest> context) {
        LoadTest written = written(test, status, context);
        context.eventSourceRetriever()
                .getControllerEventSource()
                .handleRecentResourceUpdate(ResourceID.fromResource(test), written, test);
    }

    /** A definition of before, which has no place for the digest, must keep no run from its status. */
    private static LoadTest written(LoadTest test, LoadTestStatus status, Context<LoadTest> context) {
        RunStatus run = status.run();
        try {
            return patched(of(test, status), context);
        } catch (KubernetesClientException e) {
            if (run == null || !String.valueOf(e.getMessage()).contains(UNKNOWN_DIGEST)) {
                throw e;
            }
            return patched(of(test, status.withRun(run.ofPlan(null))), context);
        }
    }

    private static LoadTest patched(LoadTest patch, Context<LoadTest> context) {
        return context.getClient()
                .resource(patch)
                .subresource("status")
                .patch(
                        new PatchContext.Builder()
                                .withForce(true)
                                .withFieldManager(
                                        context.getControllerConfiguration().fieldManager())
                                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                                .build(),
                        patch);
    }

    /** Only what is ours; the uid keeps it from a test that took a deleted one's name. */
    static LoadTest of(LoadTest test, LoadTestStatus status) {
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
