package dev.loadstone.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loadstone.api.v1alpha1.LoadTest;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClusterRunEventsIT {
    private String namespace = "";
    private KubernetesClient client;

    @BeforeEach
    void connect() {
        String kubeconfig = System.getenv("LOADSTONE_KUBECONFIG");
        assumeTrue(kubeconfig != null, "LOADSTONE_KUBECONFIG is not set: no cluster to write events to");
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(new File(kubeconfig)))
                .build();
        namespace = "t-collect-events-" + UUID.randomUUID().toString().substring(0, 8);
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
    }

    @AfterEach
    void remove() {
        if (client != null) {
            client.namespaces().withName(namespace).delete();
            client.close();
        }
    }

    @Test
    void writesAnEventOnceAndCutsALongNote() {
        var test = new LoadTest();
        test.setMetadata(new ObjectMetaBuilder()
                .withName("catalogue")
                .withNamespace(namespace)
                .withUid("u1")
                .build());
        var missed = new AtomicInteger();
        var events =
                new ClusterRunEvents(client, "loadstone-0", Clock.systemUTC(), status -> {}, missed::incrementAndGet);
        events.emit(test, "Warning", "Failed", "ü".repeat(2000), "1-Failed");
        events.emit(test, "Warning", "Failed", "again", "1-Failed");
        events.emit(test, "Normal", "Passed", "fine", "2-Passed");
        events.emit(test, "Warning", RunEvents.START_MISSED, "too late", "missed-1");
        events.emit(test, "Warning", RunEvents.START_MISSED, "too late", "missed-1");
        List<Event> written = client.v1().events().inNamespace(namespace).list().getItems();
        assertThat(written)
                .extracting(Event::getReason)
                .containsExactlyInAnyOrder("Failed", "Passed", RunEvents.START_MISSED);
        assertThat(missed).hasValue(1);
        test.getMetadata().setNamespace("t-collect-no-such-namespace");
        events.emit(test, "Normal", "Passed", "nobody hears this", "3-Passed");
    }
}
