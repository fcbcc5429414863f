package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.protocol.RunId;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
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

    SimpleInboundEventSource<LoadTest> source() {
        return source;
    }

    /** @return the uid of a test that had this one's name: who lists anew after a broken watch is not told that it is gone */
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
