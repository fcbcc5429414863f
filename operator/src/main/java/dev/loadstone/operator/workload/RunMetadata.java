package dev.loadstone.operator.workload;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.protocol.RunId;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.Map;

/** The metadata of a run's objects: they are the test's, and go when it goes. */
final class RunMetadata {
    private RunMetadata() {}

    static ObjectMeta of(LoadTest test, RunId run, String name) {
        return of(test, name, Labels.of(test.getMetadata().getName(), run));
    }

    static ObjectMeta of(LoadTest test, RunId run, Part part) {
        String testName = test.getMetadata().getName();
        return of(test, Names.job(testName, run, part), Labels.of(testName, run, part));
    }

    private static ObjectMeta of(LoadTest test, String name, Map<String, String> labels) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(test.getMetadata().getNamespace())
                .withLabels(labels)
                .withAnnotations(Labels.annotations(test.getMetadata().getName()))
                .withOwnerReferences(owner(test))
                .build();
    }

    /** Not blocking: a test may be deleted before its objects are. */
    private static OwnerReference owner(LoadTest test) {
        return new OwnerReferenceBuilder()
                .withApiVersion(test.getApiVersion())
                .withKind(test.getKind())
                .withName(test.getMetadata().getName())
                .withUid(test.getMetadata().getUid())
                .withController(true)
                .withBlockOwnerDeletion(false)
                .build();
    }
}
