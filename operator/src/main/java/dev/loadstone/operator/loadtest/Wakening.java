package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.protocol.RunId;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Has a test looked at when its runners report something new; without a word before the operator has begun to reconcile. */
public final class Wakening {
    private final SimpleInboundEventSource<LoadTest> source = new SimpleInboundEventSource<>("reports");
    private final ConcurrentMap<String, ResourceID> names = new ConcurrentHashMap<>();
    private final ConcurrentMap<ResourceID, String> uids = new ConcurrentHashMap<>();

    /** Does not block. */
    public void wake(RunId run) {
        ResourceID name = names.get(run.test());
        if (name != null) {
            source.propagateEvent(name);
        }
    }

    /** All tests that are known: what binds them has changed. */
    public void wakeAll() {
        names.values().forEach(source::propagateEvent);
    }

    /** Has these looked at, whatever they report. */
    void wake(List<LoadTest> tests) {
        tests.stream().map(ResourceID::fromResource).forEach(source::propagateEvent);
    }

    SimpleInboundEventSource<LoadTest> source() {
        return source;
    }

    /** The uid of a test that had this one's name before it, and is gone. */
    Optional<String> learn(LoadTest test) {
        String uid = test.getMetadata().getUid();
        ResourceID name = ResourceID.fromResource(test);
        names.put(uid, name);
        return Optional.ofNullable(uids.put(name, uid)).filter(before -> !before.equals(uid));
    }

    void forget(String test) {
        ResourceID name = names.remove(test);
        if (name != null) {
            uids.remove(name, test);
        }
    }
}
