package dev.loadstone.operator.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.loadstone.operator.collect.TestClock;
import dev.loadstone.operator.observe.AuditEntry;
import dev.loadstone.operator.observe.AuditLog;
import dev.loadstone.operator.policy.Bounds;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the audit log is told of a run, whatever happens meanwhile. */
class AuditTrailTest {
    private static final String TEST = """
            {"items": [{"metadata": {"name": "catalogue", "uid": "%s", "managedFields": [
              {"manager": "kubectl-edit", "operation": "Update", "time": "2026-01-02T03:04:05Z", "fieldsV1": {"f:spec": {}}},
              {"manager": "argocd-controller", "operation": "Apply", "time": "2026-01-02T03:04:09Z", "fieldsV1": {"f:spec": {}}},
              {"manager": "loadstone-operator", "operation": "Apply", "time": "2026-01-02T03:05:00Z",
               "subresource": "status", "fieldsV1": {"f:status": {}}}]}}]}
            """;

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final AuditTrail trail =
            new AuditTrail(new AuditLog(new PrintStream(out, true, StandardCharsets.UTF_8), new TestClock()));
    private final World world = new World(LifecycleTest.yaml(1, "10s"), 1);
    private volatile int status = 200;
    private HttpServer server;
    private KubernetesClient client;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                byte[] answer =
                        TEST.formatted(world.test.getMetadata().getUid()).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    @AfterEach
    void close() {
        client.close();
        server.stop(0);
    }

    private AuditEntry deleted(long requests) {
        return new Audit(world.test, Bounds.NONE, world.status().run()).deleted(null, requests);
    }

    private List<JsonNode> lines() throws IOException {
        var lines = new ArrayList<JsonNode>();
        for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    @Test
    void whoChangedTheSpecLastIsAskedOfTheOneTestAndEachLineIsWrittenOnce() throws IOException {
        world.untilFinished(Duration.ofMinutes(1));
        trail.record(deleted(7), client);
        trail.record(deleted(7), client);
        assertThat(lines()).singleElement().satisfies(line -> {
            assertThat(line.at("/changedBy/manager").asText()).isEqualTo("argocd-controller");
            assertThat(line.at("/changedBy/time").asText()).isEqualTo("2026-01-02T03:04:09Z");
            assertThat(line.at("/outcome/reason").asText()).isEqualTo("Stopped");
            assertThat(line.at("/outcome/requests").asInt()).isEqualTo(7);
        });
        assertThat(requests)
                .containsExactly("GET /apis/loadstone.dev/v1alpha1/namespaces/shop/loadtests"
                        + "?limit=1&fieldSelector=metadata.name%3Dcatalogue");
        trail.record(deleted(8), client);
        assertThat(lines()).hasSize(2);
    }

    @Test
    void theEndOfADeletedTestIsToldWithoutAskingAnybody() throws IOException {
        world.untilFinished(Duration.ofMinutes(1));
        trail.recordDeleted(deleted(7));
        assertThat(lines()).hasSize(1);
        assertThat(requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 500})
    void whereNobodyCanBeAskedTheLineDoesNotSayWho(int refusal) throws IOException {
        world.untilFinished(Duration.ofMinutes(1));
        status = refusal;
        trail.record(deleted(7), client);
        assertThat(lines()).singleElement().satisfies(line -> {
            assertThat(line.has("changedBy")).isFalse();
            assertThat(line.at("/event").asText()).isEqualTo("RunEnded");
        });
    }

    @Test
    void noLineAndNoVerdictIsLostWheneverTheOperatorIsKilled() {
        world.untilFinished(Duration.ofMinutes(1));
        for (int deed = 0; deed < world.deeds; deed++) {
            var killed = new World(LifecycleTest.yaml(1, "10s"), 1);
            killed.dieBefore = deed;
            killed.untilFinished(Duration.ofMinutes(2));
            assertThat(killed.audit)
                    .as("killed before deed %d: %s", deed, killed)
                    .extracting(AuditEntry::event)
                    .contains("RunStarted", "RunEnded");
            assertThat(killed.events).as("killed before deed %d", deed).anyMatch(each -> each.startsWith("1-Passed"));
        }
    }
}
