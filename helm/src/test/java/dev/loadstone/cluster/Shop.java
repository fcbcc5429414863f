package dev.loadstone.cluster;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The demo shop's own counters and knobs, reached through the API server, so that it works from wherever the test runs. */
record Shop(KubernetesClient client, String namespace, String address) {
    static Shop of(KubernetesClient client, String namespace) {
        return new Shop(client, namespace, "");
    }

    /** The same shop, reached by its pod's address: from a machine that has a way there, also while the API server is away. */
    Shop directly() {
        return new Shop(client, namespace, pod().getStatus().getPodIP());
    }

    /** What the shop counted since it started. */
    JsonNode counters() {
        return call("GET", "/counters", "");
    }

    long requests() {
        return counters().path("requests").asLong();
    }

    /** Waits until no request has come for three seconds. */
    void awaitQuiet() {
        var last = new AtomicLong(-1);
        await().pollInterval(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            long now = requests();
            return last.getAndSet(now) == now;
        });
    }

    void knobs(String json) {
        call("PUT", "/knobs", json);
    }

    private JsonNode call(String method, String path, String body) {
        if (!address.isEmpty()) {
            return call(address + ":8080", method, path, body);
        }
        String pod = pod().getMetadata().getName();
        try (LocalPortForward tunnel = client.pods().inNamespace(namespace).withName(pod).portForward(8080)) {
            return call("127.0.0.1:" + tunnel.getLocalPort(), method, path, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Pod pod() {
        return client.pods()
                .inNamespace(namespace)
                .withLabel("app.kubernetes.io/name", "shop")
                .list()
                .getItems()
                .getFirst();
    }

    private static JsonNode call(String authority, String method, String path, String body) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://" + authority + path))
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                    .build();
            return new ObjectMapper().readTree(http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
