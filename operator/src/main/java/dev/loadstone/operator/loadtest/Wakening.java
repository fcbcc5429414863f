package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.protocol.RunId;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Has a test looked at when its runners report something new; without a word before the operator has begun to reconcile. */
public final class Wakening {
    private final SimpleInboundEventSource<LoadTest> source = new SimpleInboundEventSource<>("reports");
    private final ConcurrentMap<String, ResourceID> names = new ConcurrentHashMap<>();

    /** Does not block. */
    public void wake(RunId run) {
        ResourceID name = names.get(run.test());
        if (name != null) {
            source.propagateEvent(name);
        }
    }

    /** Has these looked at, whatever they report. */
    void wake(List<LoadTest> tests) {
        tests.stream().map(ResourceID::fromResource).forEach(source::propagateEvent);
    }

    SimpleInboundEventSource<LoadTest> source() {
        return source;
    }

    void learn(LoadTest test) {
        names.put(test.getMetadata().getUid(), ResourceID.fromResource(test));
    }

    void forget(String test) {
        names.remove(test);
    }
}
